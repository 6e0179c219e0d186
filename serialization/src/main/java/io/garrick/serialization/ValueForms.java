package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.DefaultArraySerializers;
import com.esotericsoftware.kryo.serializers.OptionalSerializers;
import com.esotericsoftware.kryo.serializers.TimeSerializers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Values of the JDK. Their order here is the numbers that they have on the wire: append only. */
final class ValueForms {

    private ValueForms() {}

    static void register(WireKryo kryo) {
        arrays(kryo);
        numbers(kryo);
        times(kryo);
        names(kryo);
        holders(kryo);
    }

    private static void arrays(WireKryo kryo) {
        kryo.register(byte[].class, new DefaultArraySerializers.ByteArraySerializer());
        kryo.register(short[].class, new DefaultArraySerializers.ShortArraySerializer());
        kryo.register(int[].class, new DefaultArraySerializers.IntArraySerializer());
        kryo.register(long[].class, new DefaultArraySerializers.LongArraySerializer());
        kryo.register(float[].class, new DefaultArraySerializers.FloatArraySerializer());
        kryo.register(double[].class, new DefaultArraySerializers.DoubleArraySerializer());
        kryo.register(char[].class, new DefaultArraySerializers.CharArraySerializer());
        kryo.enter(boolean[].class, Form.of(ValueForms::putFlags, (k, input) -> input.readBooleans(input.readCount())));
        kryo.enter(String[].class, new ArrayForm(String[].class));
        kryo.enter(Object[].class, new ArrayForm(Object[].class));
    }

    /** Kryo's own form makes the array before it reads. */
    private static void putFlags(WireKryo kryo, Output output, boolean[] value) {
        output.writeVarInt(value.length, true);
        output.writeBooleans(value, 0, value.length);
    }

    private static void numbers(WireKryo kryo) {
        kryo.enter(
                BigInteger.class,
                Form.<BigInteger>of(
                        (k, output, value) -> putBytes(output, value.toByteArray()),
                        (k, input) -> new BigInteger(input.readBytes(input.readCount()))));
        kryo.enter(
                BigDecimal.class,
                Form.<BigDecimal>of(
                        (k, output, value) -> {
                            putBytes(output, value.unscaledValue().toByteArray());
                            output.writeVarInt(value.scale(), false);
                        },
                        (k, input) -> new BigDecimal(
                                new BigInteger(input.readBytes(input.readCount())), input.readVarInt(false))));
        kryo.enter(
                BitSet.class,
                Form.<BitSet>of(
                        (k, output, value) -> putBytes(output, value.toByteArray()),
                        (k, input) -> BitSet.valueOf(input.readBytes(input.readCount()))));
    }

    private static void putBytes(Output output, byte[] bytes) {
        output.writeVarInt(bytes.length, true);
        output.writeBytes(bytes);
    }

    @SuppressWarnings("JavaUtilDate") // messages may have them
    private static void times(WireKryo kryo) {
        kryo.register(Duration.class, new TimeSerializers.DurationSerializer());
        kryo.register(Instant.class, new TimeSerializers.InstantSerializer());
        kryo.register(LocalDate.class, new TimeSerializers.LocalDateSerializer());
        kryo.register(LocalTime.class, new TimeSerializers.LocalTimeSerializer());
        kryo.register(LocalDateTime.class, new TimeSerializers.LocalDateTimeSerializer());
        kryo.register(ZoneOffset.class, new TimeSerializers.ZoneOffsetSerializer());
        kryo.register(ZoneId.class, new TimeSerializers.ZoneIdSerializer());
        kryo.register(OffsetTime.class, new TimeSerializers.OffsetTimeSerializer());
        kryo.register(OffsetDateTime.class, new TimeSerializers.OffsetDateTimeSerializer());
        kryo.register(ZonedDateTime.class, new TimeSerializers.ZonedDateTimeSerializer());
        kryo.register(Year.class, new TimeSerializers.YearSerializer());
        kryo.register(YearMonth.class, new TimeSerializers.YearMonthSerializer());
        kryo.register(MonthDay.class, new TimeSerializers.MonthDaySerializer());
        kryo.register(Period.class, new TimeSerializers.PeriodSerializer());
        kryo.enter(DayOfWeek.class, new EnumForm(DayOfWeek.class));
        kryo.enter(Month.class, new EnumForm(Month.class));
        kryo.enter(TimeUnit.class, new EnumForm(TimeUnit.class));
        kryo.enter( // Kryo's own form wants java.sql
                Date.class,
                Form.<Date>of(
                        (k, output, value) -> output.writeLong(value.getTime()),
                        (k, input) -> new Date(input.readLong())));
    }

    private static void names(WireKryo kryo) {
        kryo.enter(
                UUID.class,
                Form.<UUID>of(
                        (k, output, value) -> {
                            output.writeLong(value.getMostSignificantBits());
                            output.writeLong(value.getLeastSignificantBits());
                        },
                        (k, input) -> new UUID(input.readLong(), input.readLong())));
        kryo.enter(
                URI.class,
                Form.<URI>of(
                        (k, output, value) -> output.writeString(value.toString()),
                        (k, input) -> URI.create(input.readString())));
        kryo.enter(
                Locale.class,
                Form.<Locale>of(
                        (k, output, value) -> output.writeString(value.toLanguageTag()),
                        (k, input) -> Locale.forLanguageTag(input.readString())));
        kryo.enter(
                Currency.class,
                Form.<Currency>of(
                        (k, output, value) -> output.writeString(value.getCurrencyCode()),
                        (k, input) -> Currency.getInstance(input.readString())));
        kryo.enter(
                Charset.class,
                Form.<Charset>of(
                        (k, output, value) -> output.writeString(value.name()),
                        (k, input) -> Charset.forName(input.readString())));
    }

    private static void holders(WireKryo kryo) {
        kryo.enter(
                Optional.class,
                Form.<Optional<?>>of(
                        (k, output, value) -> Form.putPart(k, output, value.orElse(null), "", 0),
                        (k, input) -> Optional.ofNullable(Form.takePart(k, input, "", 0))));
        kryo.register(OptionalInt.class, new OptionalSerializers.OptionalIntSerializer());
        kryo.register(OptionalLong.class, new OptionalSerializers.OptionalLongSerializer());
        kryo.register(OptionalDouble.class, new OptionalSerializers.OptionalDoubleSerializer());
        kryo.enter(
                AtomicBoolean.class,
                Form.<AtomicBoolean>of(
                        (k, output, value) -> output.writeBoolean(value.get()),
                        (k, input) -> new AtomicBoolean(input.readBoolean())));
        kryo.enter(
                AtomicInteger.class,
                Form.<AtomicInteger>of(
                        (k, output, value) -> output.writeVarInt(value.get(), false),
                        (k, input) -> new AtomicInteger(input.readVarInt(false))));
        kryo.enter(
                AtomicLong.class,
                Form.<AtomicLong>of(
                        (k, output, value) -> output.writeVarLong(value.get(), false),
                        (k, input) -> new AtomicLong(input.readVarLong(false))));
        kryo.enter(
                AtomicReference.class,
                Form.<AtomicReference<?>>of(
                        (k, output, value) -> Form.putPart(k, output, value.get(), "", 0),
                        (k, input) -> new AtomicReference<>(Form.takePart(k, input, "", 0))));
        kryo.enter(
                AbstractMap.SimpleEntry.class,
                Form.<Map.Entry<?, ?>>of(
                        ValueForms::putEntry,
                        (k, input) -> new AbstractMap.SimpleEntry<>(
                                Form.takePart(k, input, "key", 0), Form.takePart(k, input, "value", 0))));
        kryo.enter(
                Map.entry(1, 1).getClass(),
                Form.<Map.Entry<?, ?>>of(
                        ValueForms::putEntry,
                        (k, input) -> Map.entry(
                                Objects.requireNonNull(Form.takePart(k, input, "key", 0)),
                                Objects.requireNonNull(Form.takePart(k, input, "value", 0)))));
    }

    private static void putEntry(WireKryo kryo, Output output, Map.Entry<?, ?> value) {
        Form.putPart(kryo, output, value.getKey(), "key", 0);
        Form.putPart(kryo, output, value.getValue(), "value", 0);
    }
}
