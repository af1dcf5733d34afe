//! The shapes of `--json`, in one place: `fiveply help json` prints them, a test holds the program to them.

/// Every shape with the names of its keys, in their order.
pub const SHAPES: &str = r#"
Every verb takes --json. Lists print one object a line. Amounts are numbers in major units, days are
2026-11-22 in the workspace's time zone, moments are RFC 3339; what is not there is null.

funnel      {"filter","as_of","period","versus","leads","layers":[five of {"layer","open","value":[{"currency","amount"}],
            "entered","advanced","conversion":{"rate","low","high","n","still_open"},"change","median_days"}],
            "won":{"count","value":[{"currency","amount"}]},"lost":{"count"},
            "win_rate":{"rate","low","high","n"},"win_rate_change"}   rates are 0 to 1
facets      {"filter","unit","selected","of","facets":[{"field","own_filter_left_out","many",
            "values":[{"value","count","won","lost","conversion":{"rate","low","high","n"},"lift"}]}]}
report      {"report","definition","means","filter","period":{"from","to"},"versus":{"from","to"},"selected","of","rows":[…]};
            period and versus are null where there is none, both days are in it; rates are 0 to 1, with "low","high","n";
            with --versus each row has "before":{the same keys},"change","change_low","change_high","differs"; by segments
            "in_many","in_none" say how many leads are in more than one, and in none; in CSV `_before` follows a key
report conversion
            rows: {"value" (with --by),"layer","entered","advanced","rate","low","high","still_open","strict","strict_n",
            "flow","in_the_end","left_out","strict_low","strict_high","in_the_end_low","in_the_end_high"}; "win_rates":[{"value" or "win_rate","rate","low","high","n","still_open"}]
report wins rows: {"value","rate","low","high","n","cohort","entered","entered_won","still_open","by_value",
            "average_value","won","cohort_low","cohort_high","by_value_low","by_value_high","average_value_low",
            "average_value_high","left_out","currency"}
report duration
            rows: {"value" (with --by),"time","n","still_open","median","p90","longest"}   in days; null is longer than seen
report flow rows: {"layer","opening","found","new","reopened","forward_in","back_in","forward_out","back_out","lost","won",
            "closing","residual"}, the last one all layers together, where moves cancel out; residual is 0
report cohort
            rows: {"month","leads","still_open","won","low","high","lost","won_by_age":[n],"value_by_age":{currency: [amount]}},
            low and high of the share won by now; or {"month","accounts","revenue","observed","observed_low","observed_high",
            "extrapolated","extrapolated_low","extrapolated_high","again","again_low","again_high","currency",
            "revenue_by_age","ordering_by_age"}; with --by {"value","month","leads","still_open","won","low","high","lost",
            "won_by_age"}
report forecast
            rows: {"layer","open","value","playbook","measured","n","expected","used","currency"}; "forecasts":[{"currency",
            "value","expected","by_playbook","low","p10","median","p90","high"}]; with --target "coverage":[{"currency",
            "target","won","to_go","open_times","expected_times"}]; "months":[{"month","wins","expected","low","p10","median",
            "p90","high","currency"}], then "later" and "unknown" for a month; with --by rows are {"value","open",
            "value_open","expected","by_playbook","p10","p90","currency"}
report why  rows: {"value" or "first","second","volume","mix","rate","size","change","n_before","n_after","won_before",
            "won_after","before","after","unit"}, the last one all together; by two fields "parts":[{"part","change","unit"}]
report abc  rows: {"class","accounts","accounts_share","revenue","revenue_share","average_order","currency"}; "accounts":
            [{"account","class","expected","orders","revenue","share","running","average_order","id","currency"}]
report velocity
            rows: {"value","open","average_value","win_rate","n","average_days","a_day","a_day_low","a_day_high",
            "average_value_low","average_value_high","win_rate_low","win_rate_high","average_days_low","average_days_high",
            "won","timed","currency"}
report orders
            rows: {"account","orders","revenue","average_order","low","high","accounts","id","currency"}, the first one all
            together; one account has no band
report response
            rows: {"value","handed","touched","median_hours","p90_hours","late_rate","low","high","late"}
report reps rows: {"value","open","touches","feedback","handed","median_hours","late_rate","late_low",
            "late_high","late","rate","low","high","n"}
report lost rows: {"value" (and "reason" with --by), a count by layer, "all","share","low","high","value_lost":{currency:
            amount}}; "competitors":[the same]
report calibration
            rows: {"value" (with --by),"layer","playbook","rate","low","high","n","still_open","off","brier_playbook","brier_measured"}
report --svg, --html
            a line each: {"file"}
segment list
            a line each: {"id","segment","owner","filter","unit","sharing","frozen","note","revision",
            "selected"}          selected is null where the filter can't be read any more
segment show
            the same with "of","ids"
segment diff
            {"segment","filter","unit","since","before","after","entered":[{"id","name","day","absent","parts":[text]}],
            "left":[the same]}   parts are what did not hold on the other side; absent: it was not there at all
segment compare
            {"unit","sides":[{"name","filter","selected","layers":[{"layer","entered","advanced",
            "conversion":{"rate","low","high","n"}}],"won","lost","win_rate":{"rate","low","high","n"}}],
            "pairs":[{"a","b","shared","jaccard","layers":[{"layer","first":{rate},"second":{rate},"difference",
            "low","high","differs"}],"win_rate":{"first":{rate},"second":{rate},"difference","low","high","differs"},
            "fields":[{"field","v","values":[{"value","first","second","log_odds","z"}]}],"cut_by":[field]}]}
segment export
            {"file","list","unit","rows","a","b","hold_out","excluded","seq"}
segment lookalike
            {"like","among","seeds","market","traits":[{"field","value","seeds","market","lift","weight"}],
            "check":{"area","low","high","later","others"},"accounts":[{"id","name","score","because":[text]}]}
segment overlap
            {"unit","pairs":[{"a","b","in_a","in_b","shared","jaccard"}]}
leads       a line each: {"id","account","layer","status","owner","source","product","value","currency",
            "entered","moved","closed","next","tags":[text]}
today       a line each: {"id","reason","also":[reason],"due","idle_days","account","layer","status","owner",
            "value","currency","next"}     reason is accept, overdue, due, call-back, parked, feedback, replied, stuck,
            no-step or reply
feedback list
            a line each: {"id","lead","at","author","verdict","reason","note","competitor","come_back","reply","replied",
            "replied_by","decision","revision"}     reply is null while it waits for one
minutes     {"from","to","figures":[{"figure","leads","before","filter"}]}   before is null for how things stand
lead show   {"lead":{"id", its fields, "layer","status","entered","moved","closed","reason","competitor",
            "parked_until","revision"},"timeline":[{"at","seq","who","verb","field","from","to","what",
            "undone"}]}
account, contact, product, user
            show: {"id", its fields, "revision"}; list: a line each: {"id", its fields}
with --dry-run, what acts on leads or accounts (edit, move, win, lose, park, wake, reopen, assign, tag, …)
            {"verb","dry_run","kind","selected","changed","accounts","same","left_out":[{"kind","id","why"}]}
what changes something (new, edit, move, win, lose, park, wake, reopen, assign, tag, handover, accept, return,
feedback, touch, next, undo, redo, settings set, segment save, edit, freeze, remove)
            {"verb","seq","count","of","records":[{"kind","id","what":[text]}],
            "left_out":[{"kind","id","why"}]}     seq is null where nothing had to be changed; of is the
            change that an undo takes back; records are the first ten
log         a line each: {"seq","at","who","verb","count","undoes","undone_by","what":[text]}
settings    {"general":{…},"layers":[…],"milestones":[…],"reasons":[…],"verdicts":[…],"channels":[…],
            "return-reasons":[…],"sla":{…}}
check       {"sound","rows":{kind: count},"sets","changes","log_bytes","snapshot":"same"|"unused"|"wrong","problems":[text]}
import      {"file","format","what","dry_run","rows","loaded","rejected","new","updated","unchanged","skipped",
            "made":{kind: count},"doubles":[{"kind","new","old"}],
            "first_rejected":[{"row","line","column","value","reason"}],"seq"}   rows = loaded + rejected
export --to {"file","what","rows"}
init        {"file","user"}
backup, restore
            {"file","head"}
errors      on standard error: {"error":{"code","kind","message"}}; `fiveply help codes` lists them
"#;

/// The views of the data file, for `help sql`.
pub const VIEWS: &str = r"
The data file is SQLite. Open it read-only (sqlite3 -readonly fiveply.db) with whatever reads SQL; these views
count as the reports do. Amounts are minor units (cents), moments are ISO 8601 in UTC, layer_no is 0 to 4 from
the top and 5 where it is won. Everything else in the file may change with any version.

v_lead         id, account, sector, country, product, owner, team, source, campaign, title, value, currency,
               temperature, kind, layer, status, entered, moved, closed
v_funnel       layer_no, layer, currency, leads, parked, value: what is in each layer now, a row a currency;
               NULL is the workspace's
v_stage_entry  lead, episode, layer_no, layer, at_ms, at, step: when each episode first reached or passed each
               layer; what was found in the stock has not entered its layer
v_conversion   layer_no, layer, entered, advanced, lost, still_open, rate: reached or passed, over all of time

Who went on from intent within 30 days, by source:

  SELECT l.source, count(*) AS entered,
         avg(coalesce(b.at_ms - a.at_ms <= 30 * 86400000, 0)) AS within_30_days
  FROM v_stage_entry a JOIN v_lead l ON l.id = a.lead
  LEFT JOIN v_stage_entry b ON b.lead = a.lead AND b.episode = a.episode AND b.layer_no = a.layer_no + 1
  WHERE a.layer = 'intent' GROUP BY l.source;
";
