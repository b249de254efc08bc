package io.millrace.encode;

/** An encoder whose column holds JSON, and so takes a part of a JSON text byte for byte. Stateless. */
interface RawJson {
    /** The bytes are a valid JSON value in UTF-8. */
    void encodeRaw(byte[] json, int from, int end, RowBuffer out);
}
