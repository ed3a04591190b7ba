-- Whether a customer came back is asked of all their conversations: see server/figures/conversation-sample.ts.
create index conversation_by_customer on conversation (site_id, customer, (coalesce(opened_at, first_response_at, resolved_at, updated_at))) where customer is not null;
-- What figures are filtered by stands in the index that samples are drawn by, so that only what fits is looked up. Topics do not,
-- because PostgreSQL takes no more than 2,700 bytes into an index.
drop index conversation_by_lot;
create index conversation_by_lot on conversation (site_id, lot, (coalesce(opened_at, first_response_at, resolved_at, updated_at)), channel, agent, team);
