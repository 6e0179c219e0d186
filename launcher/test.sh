#!/bin/sh
# Tests ./garrick in a project of its own, whose path has a space and whose one program is made for it: sh launcher/test.sh [SHELL]
set -eu
shell=${1:-sh}
project=$(dirname "$(dirname "$(readlink -f "$0")")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
home="$work/the project"
passed=0
unset JAVA_HOME
java_home= path=$PATH

fail() { echo "launcher: FAILED: $1" >&2; sed 's/^/  | /' "$work/out" "$work/err" >&2; exit 1; }
pass() { passed=$((passed + 1)); }
# garrick STATUS ARGUMENT... starts the launcher with $path and $java_home, keeps what it says, and checks its exit status.
garrick() {
  wanted=$1 status=0
  shift
  PATH=$path ${java_home:+env "JAVA_HOME=$java_home"} "$shell" "$home/garrick" "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
  [ "$status" -eq "$wanted" ] || fail "exit status of garrick $*: found=$status wanted=$wanted"
}
says() { grep -q -- "$2" "$work/$1" || fail "$1 lacks: $2"; pass; }
lines() { [ "$(wc -l <"$work/$1")" -eq "$2" ] || fail "$1 has not $2 lines"; pass; }

# The project: this one's launcher and root pom, one module.
mkdir -p "$home/probe/src/main/java/probe"
cp -r "$project/garrick" "$project/launcher" "$home"
sed '/<module>/d; s|<modules>|<modules><module>probe</module>|' "$project/pom.xml" >"$home/pom.xml"
cat >"$home/probe/pom.xml" <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>io.garrick</groupId>
    <artifactId>garrick-parent</artifactId>
    <version>0.1.0-SNAPSHOT</version>
  </parent>
  <artifactId>probe</artifactId>
  <properties><javac.doclint>-Xdoclint:none</javac.doclint></properties>
</project>
END
cat >"$home/probe/src/main/java/probe/Probe.java" <<'END'
package probe;

class Probe {
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("probe in " + System.getProperty("user.dir") + " with " + String.join(",", arguments) + " of "
                + System.getProperty("probe.option") + " as " + ProcessHandle.current().pid());
        if (arguments.length > 1 && arguments[0].equals("exit")) {
            System.exit(Integer.parseInt(arguments[1]));
        }
        if (arguments.length > 0 && arguments[0].equals("wait")) {
            Thread.currentThread().join();
        }
    }
}
END
cat >"$home/launcher/programs.txt" <<'END'
# name | module | main class | JVM options | own options | description
probe       | probe | probe.Probe | -Dprobe.option=one | options | tells how it was started
bare        | probe | probe.Probe | -Dprobe.option=no  | none    | has nothing to choose
check probe | probe | probe.Probe | -Dprobe.option=two | options | the same in two words
END

# Folders for PATH: one where a JDK and Maven are missing, others with one that is too old.
base="$work/base"
mkdir "$base"
for tool in sh env dirname readlink sed head cat; do ln -s "$(command -v "$tool")" "$base/$tool"; done
fake() { mkdir -p "$work/$1"; printf '#!/bin/sh\n%s\n' "$3" >"$work/$1/$2"; chmod +x "$work/$1/$2"; }
jdk=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/.*java\.home = //p')
shell=$(command -v "$shell")

garrick 0
says out '^  probe        tells how it was started$'
says out '^  check probe  the same in two words$'
garrick 0 --help
says out 'probe  the same'
garrick 0 --version
says out '^garrick [0-9]'
garrick 0 check --help
says out 'check probe'
garrick 2 prob
says err 'no such program: name=prob nearest=probe'
lines err 1
garrick 0 bare --help
says out 'has nothing to choose; it has no options'
garrick 2 bare --fast
says err 'the program has no options: program=bare found=--fast'
lines err 1

path=$base
garrick 1 probe
says err 'found=none wanted=17'
lines err 1
fake old-java java 'echo "openjdk version \"11.0.2\" 2019" >&2'
fake old-java javac 'exit 0'
path=$work/old-java:$base
garrick 1 probe
says err 'found=11.0.2 wanted=17'
lines err 1
fake old-java java 'echo "java version \"1.8.0_202\"" >&2'
path=$work/old-java:$base
garrick 1 probe
says err 'found=1.8.0_202 wanted=17'
mkdir "$work/jre"
ln -s "$jdk/bin/java" "$work/jre/java"
path=$work/jre:$base
garrick 1 probe
says err 'with javac'
lines err 1
java_home=$jdk path=$base
garrick 1 probe
says err 'Maven is missing: found=none wanted=3.8.7'
lines err 1
fake old-maven mvn 'echo "Apache Maven 3.6.3 (c)"'
java_home=$jdk path=$work/old-maven:$base
garrick 1 probe
says err 'Maven is too old: found=3.6.3 wanted=3.8.7'
lines err 1

java_home= path=$PATH
# The first start builds and says so in one line; the second asks no Maven and takes at most two seconds.
garrick 0 probe -a 'b c' --d
says out "with -a,b c,--d of one as"
says err 'building probe without tests and gates'
lines err 1
fake no-maven mvn 'echo Maven was asked >&2; exit 9'
path=$work/no-maven:$PATH
started=$(date +%s%N)
garrick 0 probe
took=$(( ($(date +%s%N) - started) / 1000000 ))
lines err 0
[ "$took" -le 2000 ] || fail "the second start took $took ms"
pass
garrick 0 check probe --help @x
says out 'with --help,@x of two'

# As garrick.cmd asks: all that java needs is in a file, and what is to be said is said.
"$jdk/bin/java" "$home/launcher/Garrick.java" --plan "$work/plan" "$home" check probe "two words" 'back\slash "quoted"' >"$work/out"
lines out 0
"$jdk/bin/java" "@$work/plan" >"$work/out"
says out 'with two words,back\\slash "quoted" of two'
"$jdk/bin/java" "$home/launcher/Garrick.java" --plan "$work/none" "$home" --help >"$work/out"
says out 'probe  the same'
[ ! -e "$work/none" ] || fail "a plan was made for nothing"
pass

# From any folder, by a link, and with the JDK that JAVA_HOME names.
ln -s "$home/garrick" "$work/link"
cd /
"$shell" "$work/link" probe >"$work/out"
says out 'probe in / with'
java_home=$jdk
garrick 0 probe
says out 'of one'

# Exit status and signals are the program's own, and so is the process.
garrick 7 probe exit 7
"$shell" "$home/garrick" probe wait >"$work/out" 2>"$work/err" &
starter=$!
tries=0
until grep -q "as $starter\$" "$work/out"; do
  tries=$((tries + 1))
  [ "$tries" -le 100 ] || fail "the program is not the process that was started: $starter"
  sleep 0.1
done
kill -TERM "$starter"
status=0
wait "$starter" || status=$?
[ "$status" -eq 143 ] || fail "exit status after TERM: found=$status wanted=143"
pass

# A source that comes, changes or goes is seen; a test is not.
mkdir -p "$home/probe/src/test/java"
echo broken >"$home/probe/src/test/java/Broken.java"
garrick 0 probe
lines err 0
sed 's/probe in/PROBE in/' "$home/probe/src/main/java/probe/Probe.java" >"$work/Probe.java"
cp "$work/Probe.java" "$home/probe/src/main/java/probe/Probe.java"
garrick 1 probe
says err 'Maven is too old: found=unknown'
path=$PATH
garrick 0 probe
says out 'PROBE in'
echo broken >"$home/probe/src/main/java/probe/Broken.java"
garrick 1 probe
says err 'Broken.java'
says err 'the build failed: program=probe status=1'
rm "$home/probe/src/main/java/probe/Broken.java"
garrick 0 probe
says out 'PROBE in'
rm -r "$home/probe/target/classes"
garrick 0 probe
says out 'PROBE in'

echo "launcher: $passed checks passed under $shell, second start $took ms"
