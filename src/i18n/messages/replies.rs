//! Holds the names of the messages of `replies.ftl`, and nothing else.

macro_rules! replies {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            VerbReply = "verb-reply",
            ActReply = "act-reply",
            HintReply = "hint-reply",
            AskReply = "ask-reply",
            FieldReply = "field-reply",
            ExampleReply = "example-reply",
            FieldReplyDecision = "field-reply-decision",
            ToldReply = "told-reply",
            ToldReplyDecision = "told-reply-decision",
            SittingFbWaits = "sitting-fb-waits",
            SittingFbAll = "sitting-fb-all",
            SittingFbReplied = "sitting-fb-replied",
            SittingFbSaid = "sitting-fb-said",
            SittingFbBefore = "sitting-fb-before",
            MeetingNothingSaid = "meeting-nothing-said",
            MeetingNothingAimed = "meeting-nothing-aimed",
            AskMeetingKept = "ask-meeting-kept",
            ActMeetingKept = "act-meeting-kept",
            HintMeetingKept = "hint-meeting-kept",
            WhyMeetingNoneKept = "why-meeting-none-kept",
            FieldRepRoom = "field-rep-room",
            ExampleRepRoom = "example-rep-room",
            SittingWorthHead = "sitting-worth-head",
            SittingWorthMix = "sitting-worth-mix",
            SittingWorthSize = "sitting-worth-size",
            SittingMeasuredThen = "sitting-measured-then",
        ] $($rest)* }
    };
}
