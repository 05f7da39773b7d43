//! What kinds of changes there are, each with a name that stays, what it is, and what a user of the crate must do.
//!
//! In: nothing. Out: [`ChangeId`]. What always holds: this is the one list; a kind that is no longer found keeps its line, as
//! files of projects name it; what is only read is never to be given, nor what is only sent to be read.

use std::fmt;

/// What programs do with a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ValueFlow {
    /// They only read it, in responses, errors or events.
    Read,
    /// They only send it.
    Sent,
    /// They read and send it, or nothing is known.
    #[default]
    Both,
}

macro_rules! ids {
    ($($variant:ident $name:literal $about:literal $(read $read:literal sent $sent:literal both)? $advice:literal;)*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ChangeId {
            $(#[doc = $about] $variant,)*
        }

        impl ChangeId {
            /// The advice where nobody has to do anything.
            pub const NOTHING_TO_DO: &str = "There is nothing to do.";

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

            /// What a user of the crate must do with a value that programs handle so: one sentence.
            #[must_use]
            pub fn advice(self, direction: ValueFlow) -> &'static str {
                match self {
                    $(Self::$variant => match direction {
                        $(ValueFlow::Read => $read,
                        ValueFlow::Sent => $sent,)?
                        _ => $advice,
                    },)*
                }
            }
        }
    };
}

ids! {
    // Name, what it is, what to do: where that depends, for what is only read, only sent, and both.
    // The whole API.
    TitleChanged "title-changed" "The title of the API changed." "There is nothing to do.";
    ApiVersionChanged "api-version-changed" "The document describes another version of the API." "Check which version your account has; clients ask for the document's.";
    DescriptionChanged "description-changed" "A description changed." "There is nothing to do.";
    SinceChanged "since-changed" "The version in which something was introduced changed." "There is nothing to do.";
    Deprecated "deprecated" "Something was deprecated." "Move to what its documentation names; rustc warns where it is used.";
    Undeprecated "undeprecated" "Something is no longer deprecated." "Remove the `allow` for its use.";
    ServerAdded "server-added" "A server was added." "There is nothing to do.";
    ServerRemoved "server-removed" "A server was removed." "Programs that set this URL have to set another.";
    ServerChanged "server-changed" "Requests go to another server." "Let programs reach the new server before they are updated.";
    ServerTemplateChanged "server-template-changed" "Variables stand elsewhere in the URL of a server." "Check the values that programs give to variables.";
    ServerVariableAdded "server-variable-added" "The URL of a server has another variable." "Set it where its default is not what programs need.";
    ServerVariableRemoved "server-variable-removed" "A variable in the URL of a server was removed." "Stop setting it.";
    ServerVariableRenamed "server-variable-renamed" "A variable in the URL of a server was renamed." "Set `{after}` instead of `{before}`.";
    ServerDefaultChanged "server-default-changed" "A variable in the URL of a server has another default." "Set it where programs need the default from before.";
    ServerValueAdded "server-value-added" "A variable in the URL of a server can have another value." "There is nothing to do.";
    ServerValueRemoved "server-value-removed" "A variable in the URL of a server can no longer have a value." "Set another value.";
    ServerValuesListed "server-values-listed" "A variable in the URL of a server can only have values that are listed." "Set one of `{after}`.";
    ServerValuesFreed "server-values-freed" "A variable in the URL of a server can have any value." "Set it by its text.";
    SecuritySchemeAdded "security-scheme-added" "A way to authenticate was added." "See whether programs should use it.";
    SecuritySchemeRemoved "security-scheme-removed" "A way to authenticate was removed." "Programs that authenticate this way have to change before the API does.";
    SecuritySchemeChanged "security-scheme-changed" "A way to authenticate changed." "Give clients the secret that is asked for now.";
    CredentialsChanged "credentials-changed" "A client is made with other credentials." "Make clients with `{after}` instead of `{before}`.";
    SecurityChanged "security-changed" "An operation asks for another way to authenticate." "Check that the secret that programs have is still accepted.";
    ConventionChanged "convention-changed" "A convention of the API changed." "Update programs and the API together.";
    NestingChanged "nesting-changed" "Types nest to another depth." "Set the recursion limit that the crate's documentation names.";
    FailureChanged "failure-changed" "The bodies of errors have another type." "Read what errors say from the new type.";
    ErrorKindsChanged "error-kinds-changed" "The kinds and codes of errors changed." "Match on the kinds and codes that are listed now.";
    RustVersionRaised "rust-version-raised" "The crate needs a newer Rust." "Use this Rust or a newer one, and raise `rust-version` in your manifest.";
    RustVersionLowered "rust-version-lowered" "The crate takes an older Rust." "There is nothing to do.";
    FeatureAdded "feature-added" "The crate has another feature." "There is nothing to do.";
    FeatureRemoved "feature-removed" "A feature of the crate was removed." "Take it out of your manifest, and do without what it brought.";
    FeatureChanged "feature-changed" "A feature turns on other features." "Name in your manifest the features that it no longer turns on.";
    PackageRenamed "package-renamed" "The crate was renamed." "Write its new name in your manifest and in all paths.";
    // Resources and operations.
    ResourceAdded "resource-added" "A resource was added." "There is nothing to do.";
    ResourceRemoved "resource-removed" "A resource was removed." "Stop calling its operations.";
    ResourceRenamed "resource-renamed" "A resource has another name in Rust." "Write `{after}` for `{before}` in all calls.";
    OperationAdded "operation-added" "An operation was added." "There is nothing to do.";
    OperationRemoved "operation-removed" "An operation was removed." "Stop calling it before the API removes it.";
    OperationRenamed "operation-renamed" "An operation or its request has another name in Rust." "Write `{after}` for `{before}`.";
    OperationIdChanged "operation-id-changed" "An operation has another `operationId`." "There is nothing to do.";
    OperationMethodChanged "operation-method-changed" "An operation has another method." "Update programs and the API together.";
    OperationPathChanged "operation-path-changed" "An operation has another path." "Update programs and the API together.";
    BodyChanged "body-changed" "The request body is of another kind." "Update programs and the API together.";
    ResponseChanged "response-changed" "An operation returns another type." "Use the new type of the response.";
    ResponseCaseAdded "response-case-added" "A response for another status was added." "Match on its variant.";
    ResponseCaseRemoved "response-case-removed" "A response for a status was removed." "Stop matching on its variant.";
    PagingAdded "paging-added" "A list can be paged now." "There is nothing to do.";
    PagingRemoved "paging-removed" "A list can no longer be paged." "Call the operation itself instead of asking for pages.";
    PagingChanged "paging-changed" "A list is paged in another way." "Keep no cursor from before the change.";
    ArgumentsReordered "arguments-reordered" "The required arguments changed their order." "Give the arguments in their new order.";
    ArgumentsRegrouped "arguments-regrouped" "What must be given is given in another way: one after the other, or by name in a struct." "Give it as the function takes it now.";
    // Parameters, fields and what they hold.
    RequiredParameterAdded "required-parameter-added" "A required parameter was added." "Give it in all calls.";
    OptionalParameterAdded "optional-parameter-added" "An optional parameter was added." "There is nothing to do.";
    ParameterRemoved "parameter-removed" "A parameter was removed." "Stop giving it.";
    ParameterMoved "parameter-moved" "A parameter moved to another part of the request." "Update programs and the API together.";
    PathParameterRenamed "path-parameter-renamed" "A parameter of a path was renamed." "Where it is given by name, write the new one; else there is nothing to do.";
    RequiredFieldAdded "required-field-added" "A required field was added."
        read "There is nothing to do." sent "Give it where values are made." both "Give it where values are made.";
    OptionalFieldAdded "optional-field-added" "An optional field was added." "There is nothing to do.";
    FieldRemoved "field-removed" "A field was removed."
        read "Stop reading it." sent "Stop giving it." both "Stop reading and giving it.";
    MadeRequired "made-required" "An optional value is required now."
        read "Take away `?`, `unwrap`, `if let Some` and the like where it is read: it is always there, and no `Option` unless it may be null." sent "Give it as an argument of the function that makes the value or the request, no longer by its setter." both "Give it as an argument of the function that makes the value or the request, no longer by its setter; what is read is no `Option` unless it may be null.";
    MadeOptional "made-optional" "A required value is optional now."
        read "Expect `None`: it may be missing." sent "Give it by its setter, where you want it." both "Give it by its setter; what is read may be missing.";
    MadeNullable "made-nullable" "A value may be null now."
        read "Expect null where it is read." sent "Give it as the crate takes it now; null is allowed." both "Expect null where it is read; it may be given, too.";
    MadeNotNullable "made-not-nullable" "A value can no longer be null."
        read "Stop handling null: where it is there, it has a value." sent "Stop clearing it." both "Stop clearing it; where it is read, it has a value.";
    TypeChanged "type-changed" "A value has another type." "Use the new type.";
    FormatChanged "format-changed" "A text has another format."
        read "Check the texts that programs expect." sent "Check the texts that programs give." both "Check the texts that programs give and expect.";
    MadeExpandable "made-expandable" "An id may be a whole object now." "Ask the value for its id.";
    MadeNotExpandable "made-not-expandable" "What could be a whole object is always an id now." "Fetch the object by its id.";
    EncodingChanged "encoding-changed" "A value is encoded in another way." "Update programs and the API together.";
    EmptyValueAllowed "empty-value-allowed" "An empty value is allowed now." "There is nothing to do.";
    EmptyValueRefused "empty-value-refused" "An empty value is no longer allowed." "Stop giving empty values.";
    LimitTightened "limit-tightened" "Fewer values are allowed."
        read "There is nothing to do." sent "Keep to the new limit." both "Keep to the new limit where you give it.";
    LimitLoosened "limit-loosened" "More values are allowed." "There is nothing to do.";
    PatternChanged "pattern-changed" "Values must match another pattern."
        read "Check the values that programs expect." sent "Check the values that programs give." both "Check the values that programs give and expect.";
    DefaultChanged "default-changed" "The default changed."
        read "Expect the new default where nothing was given." sent "Give the old default where you relied on it." both "Give the old default where you relied on it.";
    DirectionChanged "direction-changed" "Whether it is only sent, only read or both changed." "Stop giving or reading it where that is no longer allowed.";
    FieldRenamed "field-renamed" "A field has another name in Rust." "Write `{after}` for `{before}`.";
    SettersChanged "setters-changed" "Rust has or gives a field in another way."
        read "Read the field as its documentation says now." sent "Use the setters that there are now." both "Use the functions that there are now.";
    KeyChanged "key-changed" "A field is written under another key." "Update programs and the API together.";
    // Types.
    TypeAdded "type-added" "A type was added." "There is nothing to do.";
    TypeRemoved "type-removed" "A type was removed." "Stop naming it.";
    TypeRenamed "type-renamed" "A type was renamed." "Write `{after}` for `{before}`.";
    FileChanged "file-changed" "A type or a resource moved to another file of the crate." "There is nothing to do.";
    KindChanged "kind-changed" "A type is of another kind." "Use it as what it is now.";
    ResourceIdChanged "resource-id-changed" "A type describes another resource." "Use the ids of the new resource.";
    UseChanged "use-changed" "A type is used in other places." "Check whether your programs make or read its values.";
    TraitAdded "trait-added" "A type gained a trait or function." "There is nothing to do.";
    TraitRemoved "trait-removed" "A type lost a trait or function." "Do without it: give each value by itself.";
    OtherMembersRefused "other-members-refused" "Fields that the document does not name are no longer allowed."
        read "Stop reading fields that the document does not name." sent "Stop giving fields of your own." both "Stop giving and reading fields of your own.";
    OtherMembersAllowed "other-members-allowed" "Fields that the document does not name are allowed now." "There is nothing to do.";
    OtherMembersChanged "other-members-changed" "Fields that the document does not name are kept in another way." "Use the field that keeps them as it is now.";
    ConstantAdded "constant-added" "A field with a fixed value was added." "There is nothing to do.";
    ConstantRemoved "constant-removed" "A field with a fixed value was removed." "There is nothing to do.";
    ConstantChanged "constant-changed" "The fixed value of a field changed." "Update programs and the API together.";
    EnumValueAdded "enum-value-added" "A value was added to an enum."
        read "Match on it where that matters." sent "There is nothing to do." both "Match on it where that matters.";
    EnumValueRemoved "enum-value-removed" "A value was removed from an enum."
        read "Stop matching on it." sent "Stop giving it." both "Stop giving and matching on it.";
    VariantRenamed "variant-renamed" "A variant has another name in Rust." "Write `{after}` for `{before}`.";
    EnumOpened "enum-opened" "Values that the document does not name are kept now."
        read "Handle values that are not known." sent "There is nothing to do." both "Handle values that are not known.";
    EnumClosed "enum-closed" "Only the values that the document names are allowed now."
        read "Stop matching on others." sent "Stop giving others." both "Stop giving and matching on others.";
    AlternativeAdded "alternative-added" "An alternative was added."
        read "Match on it where that matters." sent "There is nothing to do." both "Match on it where that matters.";
    AlternativeRemoved "alternative-removed" "An alternative was removed."
        read "Stop matching on it." sent "Stop making it." both "Stop making and matching on it.";
    AlternativeChanged "alternative-changed" "An alternative is recognised in another way." "Update programs and the API together.";
    SelectorChanged "selector-changed" "Alternatives are told apart in another way." "Update programs and the API together.";
    QuestionAdded "question-added" "A function that answers a question about a value was added." "There is nothing to do.";
    QuestionRemoved "question-removed" "A function that answers a question about a value was removed." "Find the answer in the value itself.";
    QuestionChanged "question-changed" "A function answers a question about a value in another way." "Read what the function's documentation says now.";
    QuestionRenamed "question-renamed" "A function that answers a question about a value has another name." "Write `{after}` for `{before}`.";
    ConversionAdded "conversion-added" "What was read can be sent back now." "There is nothing to do.";
    ConversionRemoved "conversion-removed" "What was read can no longer be sent back as it is." "Set each value by itself.";
    ConversionChanged "conversion-changed" "A value made from what was read has other fields." "Check which fields are sent back.";
    MadeIrreversible "made-irreversible" "What is asked for can no longer be undone." "Use the function whose name says so.";
    MadeReversible "made-reversible" "The document no longer says that this cannot be undone." "Check that it can be undone, and use the function that there is now.";
    ExpandPathAdded "expand-path-added" "Another field can be expanded." "There is nothing to do.";
    ExpandPathRemoved "expand-path-removed" "A field can no longer be expanded." "Fetch the object by its id.";
    // Events.
    EventsAdded "events-added" "The API sends events now; where it signs them, the crate has the feature `webhooks`." "There is nothing to do.";
    EventsRemoved "events-removed" "The API no longer sends events; where it signed them, the crate lacks the feature `webhooks`." "Stop reading them; if your manifest names the feature `webhooks`, take it out.";
    EventAdded "event-added" "An event was added." "Match on it where that matters.";
    EventRemoved "event-removed" "An event was removed." "Stop waiting for it.";
    EventChanged "event-changed" "An event holds another type." "Use the new type.";
    EventSourceChanged "event-source-changed" "What names an event is somewhere else: in its body, in a header, or only with whoever receives it." "Call `from_slice` with what it takes now.";
    EventTagChanged "event-tag-changed" "The field that names events changed." "Update programs and the API together.";
    SignatureHeaderChanged "signature-header-changed" "The header with the signature of events changed." "Update programs and the API together.";
    EventMembersChanged "event-members-changed" "The fields that all events have changed." "Check the fields of events that programs use.";
    AccessorAdded "accessor-added" "A function that asks events for a value was added." "There is nothing to do.";
    AccessorRemoved "accessor-removed" "A function that asks events for a value was removed." "Match on the events that have it.";
    AccessorChanged "accessor-changed" "A function of events returns another type." "Use the new type.";
    // What no rule knows.
    Unclassified "unclassified" "Something changed that no rule knows." "Check what it means, and report it.";
}

impl fmt::Display for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
