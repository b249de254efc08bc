package io.millrace;

import io.millrace.lane.Lanes;

/** The way from a record to a lane: its route, and the lanes behind it. Immutable. */
record Delivery(Routes routes, Lanes lanes) {}
