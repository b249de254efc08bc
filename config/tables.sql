-- The tables of append.json, upsert.json and debezium.json.

-- Readings as they come: no key, so nothing is looked up when a row is added.
CREATE TABLE public.readings (
  device      text NOT NULL,
  temperature double precision,
  at          timestamptz NOT NULL
);

-- The latest state of each device. The free tenth of each page lets an update stay in its page and touch no index.
CREATE TABLE public.device_events (
  id          bigint PRIMARY KEY,
  device      text,
  temperature double precision,
  status      text,
  version     bigint NOT NULL,
  updated     timestamptz
) WITH (fillfactor = 90);

-- A table as it is at the source. Events of it write, delete and empty it.
CREATE TABLE public.orders (
  id       bigint PRIMARY KEY,
  customer text NOT NULL,
  total    numeric(12, 2),
  note     text,
  placed   timestamptz
) WITH (fillfactor = 90);
