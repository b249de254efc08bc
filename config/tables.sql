-- The tables of append.json and upsert.json.

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
