//! Holds the names of the messages of `then.ftl`, and nothing else.

macro_rules! then {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            TopAsOf = "top-as-of",
            TopAsOfShort = "top-as-of-short",
            TopGoingBack = "top-going-back",
            TopGoingBackShort = "top-going-back-short",
            WhyPast = "why-past",
        ] $($rest)* }
    };
}
