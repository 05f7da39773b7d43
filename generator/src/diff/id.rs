//! What kinds of changes there are, each with a name that stays, what it is, and what a user of the crate must do.
//!
//! In: nothing. Out: [`ChangeId`]. What always holds: this is the one list; a kind that is no longer found keeps its line, as
//! files of projects name it.

use std::fmt;

macro_rules! ids {
    ($($variant:ident $name:literal $about:literal $advice:literal;)*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ChangeId {
            $(#[doc = $about] $variant,)*
        }

        impl ChangeId {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name, in kebab-case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What it is: one sentence.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$variant => $about,)*
                }
            }

            /// What a user of the crate must do: one sentence.
            #[must_use]
            pub fn advice(self) -> &'static str {
                match self {
                    $(Self::$variant => $advice,)*
                }
            }
        }
    };
}

ids! {
    // The whole API.
    TitleChanged "title-changed" "The API has another title." "There is nothing to do.";
    ApiVersionChanged "api-version-changed" "The document describes another version of the API." "Check which version your account has; clients ask for the document's.";
    DescriptionChanged "description-changed" "A description differs." "There is nothing to do.";
    SinceChanged "since-changed" "The version in which something came to be differs." "There is nothing to do.";
    Deprecated "deprecated" "Something is deprecated now." "Move to what its documentation names; rustc warns where it is used.";
    Undeprecated "undeprecated" "Something is no longer deprecated." "Take back what allows its use.";
    ServerAdded "server-added" "There is another server." "There is nothing to do.";
    ServerRemoved "server-removed" "A server is gone." "Programs that set this URL have to set another.";
    ServerChanged "server-changed" "Requests go to another server." "Let programs reach the new server before they are updated.";
    SecuritySchemeAdded "security-scheme-added" "There is another way to authenticate." "See whether programs should use it.";
    SecuritySchemeRemoved "security-scheme-removed" "A way to authenticate is gone." "Programs that authenticate so have to change before the API does.";
    SecuritySchemeChanged "security-scheme-changed" "A way to authenticate works otherwise." "Give clients the secret that is asked for now.";
    SecurityChanged "security-changed" "An operation asks for another way to authenticate." "See whether the secret that programs have is still taken.";
    ConventionChanged "convention-changed" "A convention of the API has another name." "Update programs and the API together.";
    NestingChanged "nesting-changed" "Types hold each other more or less deep." "Set the recursion limit that the crate's documentation names.";
    FailureChanged "failure-changed" "The bodies of errors have another type." "Read what errors say from the new type.";
    ErrorKindsChanged "error-kinds-changed" "The kinds and codes of errors are listed otherwise." "Match on errors by what is listed now.";
    PackageRenamed "package-renamed" "The crate has another name." "Write its new name in your manifest and in all paths.";
    // Resources and operations.
    ResourceAdded "resource-added" "There is another resource." "There is nothing to do.";
    ResourceRemoved "resource-removed" "A resource is gone." "Stop calling its operations.";
    ResourceRenamed "resource-renamed" "Rust calls a resource otherwise." "Write `{after}` for `{before}` in all calls.";
    OperationAdded "operation-added" "There is another operation." "There is nothing to do.";
    OperationRemoved "operation-removed" "An operation is gone." "Stop calling it before the API does without it.";
    OperationRenamed "operation-renamed" "Rust calls an operation or its request otherwise." "Write `{after}` for `{before}`.";
    OperationIdChanged "operation-id-changed" "An operation has another `operationId`." "There is nothing to do.";
    OperationMethodChanged "operation-method-changed" "An operation has another method." "Update programs and the API together.";
    OperationPathChanged "operation-path-changed" "An operation has another path." "Update programs and the API together.";
    BodyChanged "body-changed" "The body of a request is of another kind." "Update programs and the API together.";
    ResponseChanged "response-changed" "An operation returns something else." "Use the new type of the response.";
    ResponseCaseAdded "response-case-added" "There is a response of another status." "Match on its variant.";
    ResponseCaseRemoved "response-case-removed" "A response of a status is gone." "Stop matching on its variant.";
    PagingAdded "paging-added" "A list can be paged." "There is nothing to do.";
    PagingRemoved "paging-removed" "A list can no longer be paged." "Ask for single responses instead of pages.";
    PagingChanged "paging-changed" "A list is paged otherwise." "Keep no cursor from before the change.";
    ArgumentsReordered "arguments-reordered" "What must be given is given in another order." "Give the arguments in their new order.";
    // Parameters, fields and what they hold.
    RequiredParameterAdded "required-parameter-added" "There is another parameter, which must be given." "Give it in all calls.";
    OptionalParameterAdded "optional-parameter-added" "There is another parameter." "There is nothing to do.";
    ParameterRemoved "parameter-removed" "A parameter is gone." "Stop giving it.";
    ParameterMoved "parameter-moved" "A parameter goes elsewhere in the request." "Update programs and the API together.";
    PathParameterRenamed "path-parameter-renamed" "A value in a path has another name." "There is nothing to do.";
    RequiredFieldAdded "required-field-added" "There is another member, which must be there." "Give it where values are made.";
    OptionalFieldAdded "optional-field-added" "There is another member." "There is nothing to do.";
    FieldRemoved "field-removed" "A member is gone." "Stop reading and giving it.";
    MadeRequired "made-required" "What was optional must be there." "Give it always, as an argument; what is read is no `Option` any more.";
    MadeOptional "made-optional" "What had to be there is optional." "Give it by its setter; what is read may be missing.";
    MadeNullable "made-nullable" "It may be null." "Think of null where it is read.";
    MadeNotNullable "made-not-nullable" "It is never null." "Stop clearing it; what is read is always there.";
    TypeChanged "type-changed" "A value has another type." "Use the new type.";
    FormatChanged "format-changed" "A text has another format." "Check the texts that programs give and expect.";
    MadeExpandable "made-expandable" "An id may be a whole object instead." "Ask the value for its id.";
    MadeNotExpandable "made-not-expandable" "What may have been a whole object is an id." "Fetch the object by its id.";
    EncodingChanged "encoding-changed" "A value is written otherwise." "Update programs and the API together.";
    EmptyValueAllowed "empty-value-allowed" "An empty value means something to the API." "There is nothing to do.";
    EmptyValueRefused "empty-value-refused" "An empty value means nothing to the API." "Stop giving empty values.";
    LimitTightened "limit-tightened" "Fewer values are allowed." "Keep to the new limit.";
    LimitLoosened "limit-loosened" "More values are allowed." "There is nothing to do.";
    PatternChanged "pattern-changed" "Values have to look otherwise." "Check the values that programs give.";
    DefaultChanged "default-changed" "What holds where nothing is given differs." "Give the old default where you relied on it.";
    DirectionChanged "direction-changed" "It is only sent, or only read, where it was both, or the other way round." "Stop giving or reading it where it no longer is.";
    FieldRenamed "field-renamed" "Rust calls a member otherwise." "Write `{after}` for `{before}`.";
    SettersChanged "setters-changed" "Rust gives or has a member otherwise." "Use the functions that there are now.";
    KeyChanged "key-changed" "A member is written by another key." "Update programs and the API together.";
    // Types.
    TypeAdded "type-added" "There is another type." "There is nothing to do.";
    TypeRemoved "type-removed" "A type is gone." "Stop naming it.";
    TypeRenamed "type-renamed" "A type has another name." "Write `{after}` for `{before}`.";
    FileChanged "file-changed" "A type or a resource stands in another file." "There is nothing to do.";
    KindChanged "kind-changed" "A type is of another kind." "Use it as what it is now.";
    ResourceIdChanged "resource-id-changed" "A type describes another resource." "Use the ids of the new resource.";
    UseChanged "use-changed" "A type is used for something else." "See whether your programs make or read its values.";
    TraitAdded "trait-added" "A type has another trait or function." "There is nothing to do.";
    TraitRemoved "trait-removed" "A type lacks a trait or function that it had." "Do without it: give each value by itself.";
    OtherMembersRefused "other-members-refused" "Members that the document does not name are refused." "Stop giving members of your own.";
    OtherMembersAllowed "other-members-allowed" "Members that the document does not name are allowed." "There is nothing to do.";
    OtherMembersChanged "other-members-changed" "Members that the document does not name are kept otherwise." "Use the field that keeps them as it is now.";
    ConstantAdded "constant-added" "There is a member with one value." "There is nothing to do.";
    ConstantRemoved "constant-removed" "A member with one value is gone." "There is nothing to do.";
    ConstantChanged "constant-changed" "A member with one value has another value." "Update programs and the API together.";
    EnumValueAdded "enum-value-added" "There is another value." "Match on it where that matters.";
    EnumValueRemoved "enum-value-removed" "A value is gone." "Stop naming it.";
    VariantRenamed "variant-renamed" "Rust calls a variant otherwise." "Write `{after}` for `{before}`.";
    EnumOpened "enum-opened" "Values that the document does not name are kept." "Think of values that are not known.";
    EnumClosed "enum-closed" "Only the values that the document names are allowed." "Stop giving others.";
    AlternativeAdded "alternative-added" "There is another alternative." "Match on it where that matters.";
    AlternativeRemoved "alternative-removed" "An alternative is gone." "Stop making and matching it.";
    AlternativeChanged "alternative-changed" "An alternative is recognised otherwise." "Update programs and the API together.";
    SelectorChanged "selector-changed" "Alternatives are told apart otherwise." "Update programs and the API together.";
    QuestionAdded "question-added" "A value can be asked for something more." "There is nothing to do.";
    QuestionRemoved "question-removed" "A value can no longer be asked for something." "Find the answer in the value itself.";
    QuestionChanged "question-changed" "A value answers a question otherwise." "Read what the function's documentation says now.";
    QuestionRenamed "question-renamed" "A function that answers is called otherwise." "Write `{after}` for `{before}`.";
    ConversionAdded "conversion-added" "What was read can be sent again." "There is nothing to do.";
    ConversionRemoved "conversion-removed" "What was read can no longer be sent again as it is." "Set each value by itself.";
    ConversionChanged "conversion-changed" "What is made of what was read has other members." "See which members are sent again.";
    MadeIrreversible "made-irreversible" "What is asked for cannot be undone." "Use the function whose name says so.";
    MadeReversible "made-reversible" "Nothing is said any more of what cannot be undone." "Use the function that there is now.";
    ExpandPathAdded "expand-path-added" "Something more can be expanded." "There is nothing to do.";
    ExpandPathRemoved "expand-path-removed" "Something can no longer be expanded." "Fetch it by its id.";
    // Events.
    EventsAdded "events-added" "The API sends events; the crate has the feature `webhooks`." "There is nothing to do.";
    EventsRemoved "events-removed" "The API sends no events; the crate lacks the feature `webhooks`." "Take the feature out of your manifest.";
    EventAdded "event-added" "There is another event." "Match on it where that matters.";
    EventRemoved "event-removed" "An event is gone." "Stop waiting for it.";
    EventChanged "event-changed" "An event holds another type." "Use the new type.";
    EventTagChanged "event-tag-changed" "The member that names events is another." "Update programs and the API together.";
    SignatureHeaderChanged "signature-header-changed" "The header with the signature of events is another." "Update programs and the API together.";
    EventMembersChanged "event-members-changed" "What is known of all events differs." "Check what programs take for an event.";
    AccessorAdded "accessor-added" "Events can be asked for something more." "There is nothing to do.";
    AccessorRemoved "accessor-removed" "Events can no longer be asked for something." "Match on the events that have it.";
    AccessorChanged "accessor-changed" "What events are asked for is another type." "Use the new type.";
    // What no rule knows.
    Unclassified "unclassified" "Something differs that no rule knows." "See for yourself what it means, and report it.";
}

impl fmt::Display for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
