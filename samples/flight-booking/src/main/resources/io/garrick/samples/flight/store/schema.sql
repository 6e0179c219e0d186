-- The stores of the sample, in words that H2 and PostgreSQL both understand.
-- Every table is written by one service only and knows bookings by their id.

-- How far each booking has come: written before what the state names is tried.
create table if not exists booking (
  id          varchar(64)  primary key,
  run         varchar(32)  not null,
  flight_id   varchar(32)  not null,
  seats       integer      not null,
  customer    varchar(200) not null,
  email       varchar(200) not null,
  total_cents bigint       not null,
  state       varchar(16)  not null,
  reason      varchar(64)  not null
);

-- The answer that the reservation service gave: HELD, SOLD_OUT, or RELEASED, which stays for good.
create table if not exists reservation (
  booking_id varchar(64) primary key,
  state      varchar(16) not null
);

-- A row is a seat that is taken. The primary key is what forbids to sell it twice.
create table if not exists seat (
  flight_id  varchar(32) not null,
  seat_no    integer     not null,
  booking_id varchar(64) not null,
  constraint seat_sold_once primary key (flight_id, seat_no)
);
create index if not exists seat_by_booking on seat (booking_id);

-- The miles a customer gets for a booking: GRANTED, or REVOKED, which stays for good.
create table if not exists promotion (
  booking_id varchar(64)  primary key,
  email      varchar(200) not null,
  miles      integer      not null,
  state      varchar(16)  not null
);
