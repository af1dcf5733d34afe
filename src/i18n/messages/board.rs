//! Holds the names of the messages of `board.ftl`, and nothing else.

macro_rules! board {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            ActSwitch = "act-switch",
            ActParked = "act-parked",
            HintSwitch = "hint-switch",
            WhyNoBoard = "why-no-board",
            WhyOnlyBoard = "why-only-board",
            WhyOnlyPipeline = "why-only-pipeline",
            BoardMore = "board-more",
            BoardAbove = "board-above",
            BoardEmpty = "board-empty",
            BoardOnlyParked = "board-only-parked",
            BoardOnlyEnded = "board-only-ended",
            CardNew = "card-new",
            CardStuck = "card-stuck",
            CardHand = "card-hand",
            TempCold = "temp-cold",
            TempWarm = "temp-warm",
            SummaryValue = "summary-value",
            SummaryHidden = "summary-hidden",
            SummaryClosed = "summary-closed",
            ActColumns = "act-columns",
            ArrangeSeen = "arrange-seen",
            ArrangePlace = "arrange-place",
            ArrangeFind = "arrange-find",
            ArrangeFound = "arrange-found",
            ArrangeFindExample = "arrange-find-example",
            AskColumns = "ask-columns",
            AskOrder = "ask-order",
            OrderUsual = "order-usual",
            OrderNow = "order-now",
            OrderLargest = "order-largest",
            OrderLongest = "order-longest",
            OrderEarliest = "order-earliest",
            OrderLatest = "order-latest",
            OrderLetters = "order-letters",
            HeadTemp = "head-temp",
            WhyOnlyList = "why-only-list",
            OrderNearest = "order-nearest",
            OrderWarmest = "order-warmest",
            SummaryStuck = "summary-stuck",
        ] $($rest)* }
    };
}
