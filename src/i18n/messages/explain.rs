//! Holds the names of the messages of `explain.ftl`, and nothing else.

macro_rules! explain {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            ActExplain = "act-explain",
            HintExplain = "hint-explain",
            WhyNotExplained = "why-not-explained",
            ExplainStock = "explain-stock",
            ExplainWentOn = "explain-went-on",
            ExplainOdds = "explain-odds",
            ExplainWinRate = "explain-win-rate",
            ExplainStuck = "explain-stuck",
            ExplainFormula = "explain-formula",
            ExplainNothing = "explain-nothing",
            ExplainBand = "explain-band",
            ExplainFew = "explain-few",
            ExplainCame = "explain-came",
            ExplainWent = "explain-went",
            ExplainOpen = "explain-open",
            ExplainParked = "explain-parked",
            ExplainWorth = "explain-worth",
            ExplainStockRule = "explain-stock-rule",
            ExplainAdvanced = "explain-advanced",
            ExplainReached = "explain-reached",
            ExplainStillOpen = "explain-still-open",
            ExplainLostBefore = "explain-lost-before",
            ExplainLeftOut = "explain-left-out",
            ExplainOthers = "explain-others",
            ExplainStrict = "explain-strict",
            ExplainPeriodFlow = "explain-period-flow",
            ExplainIncidence = "explain-incidence",
            ExplainPlaybook = "explain-playbook",
            ExplainWon = "explain-won",
            ExplainLost = "explain-lost",
            ExplainNotEnded = "explain-not-ended",
            ExplainWinRateRule = "explain-win-rate-rule",
            ExplainLimit = "explain-limit",
            ExplainNoLimit = "explain-no-limit",
            ExplainStuckNow = "explain-stuck-now",
            ExplainInLayer = "explain-in-layer",
            ExplainStuckRule = "explain-stuck-rule",
            ExplainWhen = "explain-when",
        ] $($rest)* }
    };
}
