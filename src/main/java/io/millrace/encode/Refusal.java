package io.millrace.encode;

import org.apache.kafka.connect.errors.DataException;

/**
 * Why a value cannot become a column's, in the words of PostgreSQL's SQLSTATEs. Stateless. A refusal never holds the
 * value, and has no cause, since the messages of the JDK's parsers repeat their input.
 */
enum Refusal {
    NULL("23502"),
    OUT_OF_RANGE("22003"),
    TOO_LONG("22001"),
    WRONG_LENGTH("22026"),
    BAD_FORM("22P02"),
    BAD_TIME("22007"),
    TIME_OUT_OF_RANGE("22008"),
    BAD_CHARACTER("22021"),
    UNTRANSLATABLE("22P05"),
    BAD_ARRAY("2202E"),
    WRONG_TYPE("42804"),
    TOO_MUCH("54000"),
    TOO_DEEP("54001"),
    NOT_YET("0A000");

    private final String sqlState;

    Refusal(String sqlState) {
        this.sqlState = sqlState;
    }

    DataException because(String reason) {
        return new DataException(reason + " (" + sqlState + ")");
    }

    static DataException outOfRange(String type) {
        return OUT_OF_RANGE.because("out of range for " + type);
    }

    static DataException badForm(String type) {
        return BAD_FORM.because("invalid input syntax for type " + type);
    }

    /** No conversion leads from a value of this class to the column's type. */
    static DataException wrongType(Object value, String type) {
        return WRONG_TYPE.because(ValueKind.describe(value) + " cannot become " + type);
    }

    static DataException loneSurrogate() {
        return BAD_CHARACTER.because("contains half of a surrogate pair, which UTF-8 cannot hold");
    }

    static DataException nullCharacter() {
        return BAD_CHARACTER.because("contains U+0000, which PostgreSQL cannot store");
    }
}
