//! Why what lowering finds matters.
//!
//! In: nothing. Out: for each code of a diagnostic of lowering a reason. What always holds: a test compares them with all codes
//! that the rejected fixtures show.

use super::{Reason, reason};

/// All codes of lowering that have no example.
pub(super) const LOWERING: &[Reason] = &[
    reason(
        "alternative-not-chosen",
        "An alternative that another one before it fits wherever it does is dead: its type stands in the crate, and nobody ever gets a value of it.",
    ),
    reason(
        "client-extension",
        "`x-client` says how clients are made. What it says and nobody can follow would be missed where it counts: in headers, keys and errors.",
    ),
    reason(
        "crate-extension",
        "`x-crate` goes into the manifest of the crate, which a registry refuses if it is wrong: after the release is tagged, not before.",
    ),
    reason(
        "event-untyped",
        "An event that can't be expressed is received as it came: programs read it by themselves, and rustc finds no mistake in it.",
    ),
    reason(
        "fixed-parameter",
        "The path gives a parameter its value already, so that another value could never be sent.",
    ),
    reason(
        "form-without-members",
        "A form is made of names and values. What has no names can only be guessed, and each server guesses in its own way.",
    ),
    reason(
        "members-not-counted",
        "How many members an object with named properties may have is for the API to check: it refuses what the crate lets pass.",
    ),
    reason(
        "missing-path-parameter",
        "A part of the path that no parameter fills is taken for any text. What it is, and whether it is an id, nobody knows.",
    ),
    reason(
        "mixed-enum",
        "Values of several kinds fit no enum of Rust: any JSON value is taken and given, and rustc finds no mistake in it.",
    ),
    reason(
        "not-checked",
        "What `not` refuses is refused by the API alone, after a round trip.",
    ),
    reason(
        "operation-left-out",
        "An operation that can't be expressed is not in the crate: programs call it by hand, with `Client::call`.",
    ),
    reason(
        "paging-extension",
        "`x-paging` says how a list goes on. If it does not fit the operation, users see the first page and take it for all.",
    ),
    reason(
        "parameter-of-security-scheme",
        "A parameter that carries a credential would be set twice: by the client and by hand, where it ends up in logs.",
    ),
    reason(
        "part-given-as-text",
        "A part with members in a media type that the crate can't write: programs write it by themselves, unchecked.",
    ),
    reason(
        "part-header-left-out",
        "A header of a part that the document does not describe is not sent, though the API may ask for it.",
    ),
    reason(
        "recursive-alias",
        "A type that is nothing but another name for itself has no values.",
    ),
    reason(
        "recursive-all-of",
        "A schema that is a part of itself has no end, so nothing says which members it has.",
    ),
    reason(
        "recursive-reference",
        "A schema without a name that holds itself can't be a type: give it a name among the components.",
    ),
    reason(
        "relative-server-variables",
        "Where a server is relative, programs give the whole address. A variable of it has nothing to be set in.",
    ),
    reason(
        "response-not-json",
        "An answer in another form than JSON has no type: the program parses it, unchecked.",
    ),
    reason(
        "security-not-stated",
        "There are credentials, and nothing says which call needs them. They are sent with every one, also with those that should not have them.",
    ),
    reason(
        "security-scheme-not-needed",
        "A scheme that no operation asks for is misspelt where it should be needed, or a rest of what was.",
    ),
    reason(
        "security-scheme-not-served",
        "Clients can't do what the scheme asks for: calls that need it are refused by the API, unless the program signs them by itself.",
    ),
    reason(
        "server-default-not-listed",
        "A variable's default is none of its values: one of the two is wrong, and clients that set nothing use it.",
    ),
    reason(
        "server-variable-not-declared",
        "Nothing says what a variable in a server's address is. Without a default, each program has to give a value.",
    ),
    reason(
        "server-variable-not-used",
        "A variable that is in no address sets nothing: it is misspelt there, or here.",
    ),
    reason(
        "servers-of-one-url",
        "Two servers that are the same until a variable is set can't be told apart: settings of the second would do nothing.",
    ),
    reason(
        "types-too-deep",
        "Types that hold each other hundreds of levels deep exhaust the compiler, or the stack of the program that reads them.",
    ),
    reason(
        "unknown-format",
        "A format that is not known is not read: a number or a text is taken as it is, whatever it should be.",
    ),
    reason(
        "unknown-media-type",
        "`x-mediaType` chooses among the media types of a body. A choice that is not there chooses nothing.",
    ),
    reason(
        "unknown-resource",
        "`x-expansionResources` says which objects an id stands for. One that has no name can't be a type.",
    ),
    reason(
        "unsupported-all-of",
        "Parts that are not all objects have no members to put together, so that nothing says what the value is.",
    ),
    reason(
        "unsupported-query-in-path",
        "A query that mixes fixed text and a parameter in one value can't be encoded: what of it is text, and what is syntax, nobody knows.",
    ),
    reason(
        "unsupported-style",
        "No style of OpenAPI writes lists or objects within a value in a path, a header or a cookie. It is written as JSON, which the API may not read.",
    ),
    reason(
        "unsupported-union",
        "The alternatives can't be one Rust enum, so that nothing could read the value.",
    ),
    reason(
        "unused-path-parameter",
        "A parameter that the path has no place for is never sent.",
    ),
    reason(
        "value-fields",
        "The extension names fields for the values of an enum, and what it says does not fit the document. A function would name fields that there are not.",
    ),
    reason(
        "webhook-discriminator",
        "Nothing tells one event from another, so that no program could match on them.",
    ),
];
