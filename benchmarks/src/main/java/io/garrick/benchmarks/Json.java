package io.garrick.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A comparison as one object on one line. */
final class Json {

    private Json() {}

    static String line(Comparison comparison) {
        Row row = comparison.row();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("bench", quoted("remote " + row.name()));
        members.put("meaning", quoted(row.meaning()));
        comparison.results().get(0).setup().values().forEach((key, value) -> members.put(key, quoted(value)));
        if (comparison.hasTarget()) {
            members.put(row.isRoundTrip() ? "target_p50_ns" : "target_ns", number(row.target()));
        }
        if (row.targetP99() > 0) {
            members.put("target_p99_ns", number(row.targetP99()));
        }
        Map<String, String> contenders = new LinkedHashMap<>();
        comparison.contenders().forEach(name -> contenders.put(name, contender(comparison, name)));
        members.put("contenders", object(contenders));
        members.put("refused", strings(comparison.refusals()));
        members.put("disqualified", strings(comparison.disqualified()));
        members.put("pass", String.valueOf(comparison.pass()));
        return object(members);
    }

    private static String contender(Comparison comparison, String name) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("ns", figures(comparison, name, Result::nanos));
        if (comparison.row().isRoundTrip()) {
            members.put("p50_ns", figures(comparison, name, Result::p50));
            members.put("p99_ns", figures(comparison, name, Result::p99));
        }
        members.put(
                "sender_bytes",
                figures(comparison, name, result -> result.sender().bytes()));
        members.put(
                "receiver_bytes",
                figures(comparison, name, result -> result.receiver().bytes()));
        members.put(
                "sender_processor_ns",
                figures(comparison, name, result -> result.sender().processor()));
        members.put(
                "receiver_processor_ns",
                figures(comparison, name, result -> result.receiver().processor()));
        members.put("messages", figures(comparison, name, Result::windowCount));
        if (!name.equals(Comparison.SUBJECT)) {
            members.put("ratio", ratio(comparison.ratio(name)));
            if (comparison.row().isRoundTrip()) {
                members.put("ratio_ns", ratio(comparison.ratio(name, Result::nanos)));
            }
        }
        return object(members);
    }

    private static String ratio(Quantiles ratio) {
        return "{\"median\":" + number(ratio.median()) + ",\"worst\":" + number(ratio.least()) + ",\"best\":"
                + number(ratio.most()) + "}";
    }

    private static String figures(Comparison comparison, String name, ToDoubleFunction<Result> figure) {
        return comparison.of(name).stream()
                .map(result -> number(figure.applyAsDouble(result)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String strings(List<String> texts) {
        return texts.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
