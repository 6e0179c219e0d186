#!/bin/sh
# Makes the certificates of this folder anew, with the JDK's keytool and openssl; see README.md.
set -e
cd "$(dirname "$0")"
STORE=$(mktemp -d)/all.p12
here=ip:127.0.0.1,dns:localhost

# name, first second of its validity, days, further options
make() {
  name=$1 from=$2 days=$3
  shift 3
  keytool -genkeypair -keyalg EC -groupname secp256r1 -keystore "$STORE" -storepass changeit -alias "$name" \
    -dname "CN=$name" -startdate "$from" -validity "$days" "$@" 2>/dev/null
}

# as above, without options, but its hosts and who signs it, if not it itself
node() {
  name=$1 from=$2 days=$3 hosts=$4
  make "$name" "$from" "$days" -ext "san=$hosts" ${5:+-signer "$5"}
  openssl pkcs12 -in "$STORE" -passin pass:changeit -nocerts -nodes >"$STORE.keys" 2>/dev/null
  keytool -list -rfc -keystore "$STORE" -storepass changeit -alias "$name" 2>/dev/null | tr -d '\r' | sed -n '/BEGIN/,/END/p' >"$name.pem"
  awk -v name="$name" '/friendlyName/ { mine = ($2 == name) } /BEGIN/ { if (mine) on = 1 } on { print } /END/ { on = 0 }' "$STORE.keys" >"$name.key"
}

make ca "2000/01/01 00:00:00" 55000 -ext bc:critical=ca:true
make other-ca "2000/01/01 00:00:00" 55000 -ext bc:critical=ca:true
keytool -exportcert -rfc -keystore "$STORE" -storepass changeit -alias ca 2>/dev/null | tr -d '\r' >ca.pem

node valid "2000/01/01 00:00:00" 50000 "$here" ca
node second "2000/01/01 00:00:00" 50000 "$here" ca
node wrong-ca "2000/01/01 00:00:00" 50000 "$here" other-ca
node expired "2020/01/01 00:00:00" 31 "$here" ca
node not-yet-valid "2100/01/01 00:00:00" 10000 "$here" ca
node wrong-name "2000/01/01 00:00:00" 50000 dns:elsewhere.example ca
node self-signed "2000/01/01 00:00:00" 50000 "$here"
rm -r "$(dirname "$STORE")"
