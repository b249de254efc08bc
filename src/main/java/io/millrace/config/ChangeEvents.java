package io.millrace.config;

/** Whether records that tell of a row's change are taken for that change, or for rows like any other. */
public enum ChangeEvents {
    AUTO,
    NONE
}
