-- Views for whoever asks in SQL: read-only by their nature, and counted as `insight` counts. An older program still
-- reads such a file.

-- A lead with the names of what it links to. Amounts are minor units, moments ISO 8601 in UTC.
CREATE VIEW v_lead AS
SELECT lead.id, account.account, account.sector, account.country, product.product, user.user AS owner, user.team,
       lead.source, lead.campaign, lead.title, lead.value, lead.currency, lead.temperature, lead.kind,
       lead.layer, lead.status,
       strftime('%Y-%m-%dT%H:%M:%SZ', lead.entered / 1000, 'unixepoch') AS entered,
       strftime('%Y-%m-%dT%H:%M:%SZ', lead.moved / 1000, 'unixepoch') AS moved,
       strftime('%Y-%m-%dT%H:%M:%SZ', lead.closed / 1000, 'unixepoch') AS closed
FROM lead
LEFT JOIN account ON account.id = lead.account
LEFT JOIN product ON product.id = lead.product
LEFT JOIN user ON user.id = lead.owner;

-- Leads in each layer now, open or parked, and what they are worth; a row a currency, NULL is the workspace's.
CREATE VIEW v_funnel AS
SELECT instr('potential    interested   intent       high-intent  near-customer', layer) / 13 AS layer_no, layer,
       currency, count(*) AS leads, sum(status = 'parked') AS parked, coalesce(sum(value), 0) AS value
FROM lead WHERE status IN ('open', 'parked') AND layer IS NOT NULL
GROUP BY layer, currency;

-- When each episode of a lead first reached or passed each layer; 5 is won. Episodes of a lead count from 0. A move over
-- several layers reaches those between at the same moment; what was found in the stock has not entered its layer.
CREATE VIEW v_stage_entry AS
WITH layers (layer_no, layer) AS (
    VALUES (0, 'potential'), (1, 'interested'), (2, 'intent'), (3, 'high-intent'), (4, 'near-customer'), (5, 'won')
), numbered AS (
    SELECT step.lead, step.n, step.at, step.event, layers.layer_no AS its,
           sum(step.event = 'reopen') OVER (PARTITION BY step.lead ORDER BY step.n) AS episode
    FROM step LEFT JOIN layers ON layers.layer = step.layer
    WHERE step.event IN ('opening', 'enter', 'reopen', 'win')
), placed AS (
    SELECT lead, episode, n, at, event, its, lag(its) OVER (PARTITION BY lead, episode ORDER BY n) AS last,
           max(event IN ('enter', 'reopen')) OVER (PARTITION BY lead, episode ORDER BY n) AS has_entered
    FROM numbered
)
SELECT placed.lead, placed.episode, layers.layer_no, layers.layer, placed.at AS at_ms,
       strftime('%Y-%m-%dT%H:%M:%SZ', placed.at / 1000, 'unixepoch') AS at, min(placed.n) AS step
FROM placed JOIN layers ON
    CASE placed.event
        WHEN 'opening' THEN 0
        WHEN 'win' THEN placed.has_entered AND layers.layer_no > placed.last
        ELSE layers.layer_no <= placed.its AND layers.layer_no >= min(coalesce(placed.last + 1, placed.its), placed.its)
    END
GROUP BY placed.lead, placed.episode, layers.layer_no;

-- Of the episodes that entered or passed each layer, at any time, how many went on, were lost, may yet go on.
CREATE VIEW v_conversion AS
WITH ends AS (
    SELECT lead, episode, max(event = 'lose') AS lost FROM (
        SELECT lead, event, sum(event = 'reopen') OVER (PARTITION BY lead ORDER BY n) AS episode FROM step
    ) GROUP BY lead, episode
), reached AS (
    SELECT layer_no, layer, lead, episode,
           lead(layer_no) OVER (PARTITION BY lead, episode ORDER BY layer_no) = layer_no + 1 AS advanced
    FROM v_stage_entry
)
SELECT layer_no, layer, count(*) AS entered, sum(coalesce(advanced, 0)) AS advanced,
       sum(NOT coalesce(advanced, 0) AND lost) AS lost, sum(NOT coalesce(advanced, 0) AND NOT lost) AS still_open,
       1.0 * sum(coalesce(advanced, 0)) / count(*) AS rate
FROM reached JOIN ends USING (lead, episode)
WHERE layer_no < 5
GROUP BY layer_no ORDER BY layer_no;
