//! Why what reading and lowering find matters.
//!
//! In: nothing. Out: for each code of a diagnostic a reason. What always holds: a code that has an example is among the
//! [`EXPLANATIONS`](super::EXPLANATIONS) instead; a test compares both with all codes that there are.

mod lowering;

/// Why a diagnostic matters, which says by itself where it is and what to do.
#[derive(Clone, Copy, Debug)]
pub struct Reason {
    /// The code of the diagnostic.
    pub id: &'static str,
    /// Why it matters to the users of a client, in a few sentences.
    pub why: &'static str,
}

const fn reason(id: &'static str, why: &'static str) -> Reason {
    Reason { id, why }
}

/// All kinds that have no example.
pub fn reasons() -> impl Iterator<Item = &'static Reason> {
    READING.iter().chain(lowering::LOWERING)
}

/// All codes of reading that have no example.
const READING: &[Reason] = &[
    reason(
        "alias-bomb",
        "Aliases that repeat each other make a document far larger than its text, which would take all memory.",
    ),
    reason(
        "alias-in-itself",
        "An alias within what it repeats makes a document without end.",
    ),
    reason(
        "contradicting-keywords",
        "Two keywords say what the values are, and they do not agree. Whichever a client follows, the other is \
        ignored, so that it sends or expects values that the API does not.",
    ),
    reason(
        "dangling-mapping",
        "A discriminator names a schema that is not there: values with this tag are kept as they came, not as a type.",
    ),
    reason(
        "deadline",
        "`x-deadline` says of which number a program has to keep a time. Anywhere else, nothing would come of it.",
    ),
    reason(
        "duplicate-key",
        "Of two members with one name, tools take the first or the last. Which one is meant is not known.",
    ),
    reason(
        "earlier-keyword",
        "OpenAPI 3.1 says this in other words, so that other tools ignore what is meant: for them a value is never null, or \
        a bound is none.",
    ),
    reason(
        "empty",
        "There is no document in the text, so there is nothing to make a client of.",
    ),
    reason(
        "external-ref",
        "What stands in another file is read where it lies beside the document. Nothing is fetched, so that the same input always \
        gives the same client: what is referred to there would be missing.",
    ),
    reason(
        "irreversible",
        "`x-irreversible` gives a function a name that warns. Anywhere but at a flag or an operation, nothing would \
        come of it.",
    ),
    reason(
        "json-schema-dialect",
        "Schemas of another dialect give some keywords another meaning. They are read as OpenAPI has them.",
    ),
    reason(
        "key-not-text",
        "The keys of JSON are texts. Another key, such as a bare number, is read in another way by each tool.",
    ),
    reason(
        "misplaced-ref",
        "A `$ref` where OpenAPI knows none: tools read it as an object without its members, and what it leads to is \
        lost.",
    ),
    reason(
        "missing-member",
        "OpenAPI requires the member. Without it, nothing says what the object around it is.",
    ),
    reason(
        "misspelt-keyword",
        "A keyword with a slip of the pen says nothing: the limit or the type that was meant does not hold, in any \
        tool, without a word.",
    ),
    reason(
        "not-an-object",
        "A document is an object with members such as `openapi` and `paths`. Anything else is no description of an \
        API.",
    ),
    reason(
        "number-not-finite",
        "JSON has no infinite numbers, so that the value could be neither sent nor compared.",
    ),
    reason(
        "openapi-version",
        "Each version of OpenAPI gives keywords another meaning. Only the version that is known is read.",
    ),
    reason(
        "overlay-action",
        "An action that neither changes nor removes anything says that somebody meant something else.",
    ),
    reason(
        "overlay-copy",
        "What is to be copied is not there, or not one thing, so nothing says what is added.",
    ),
    reason(
        "overlay-creates-nothing",
        "An action says that it adds something, and all of it is there already: the vendor may have added it. The \
        action can go.",
    ),
    reason(
        "overlay-creation",
        "An action describes what the document does not have, so it would be added to the API, though the vendor may \
        have removed it. Say `x-create: true` where that is meant.",
    ),
    reason(
        "overlay-growth",
        "Actions that copy what they have copied make a document without end. They stop at a limit.",
    ),
    reason(
        "overlay-kind",
        "An action merges what does not go together, such as an object into a text. OpenAPI Overlay allows none of \
        it.",
    ),
    reason(
        "overlay-no-match",
        "An action that matches nothing corrects nothing: what it corrected comes back unseen. The vendor may have \
        moved it.",
    ),
    reason(
        "overlay-partial-match",
        "An action names several things, and some are not there: these are no longer corrected, which nobody would \
        see.",
    ),
    reason(
        "overlay-path",
        "A target that can't be read selects nothing, so nothing says what is to be changed.",
    ),
    reason(
        "overlay-root",
        "The document itself can't be removed or replaced: nothing would be left to generate.",
    ),
    reason(
        "overlay-version",
        "Each version of OpenAPI Overlay gives actions another meaning. Only the versions that are known are read.",
    ),
    reason(
        "circular-callback",
        "A callback whose path item is the one that it belongs to would be its own callback without end, and says nothing of what \
        the API sends.",
    ),
    reason(
        "ref-cycle",
        "References that lead in a circle arrive nowhere: nothing says what is sent or comes back.",
    ),
    reason(
        "ref-kind",
        "A reference leads to something of another kind, such as from a parameter to a schema. What is meant is not \
        known.",
    ),
    reason(
        "refused-default",
        "The default is a value that the schema refuses: a program that relies on it relies on what the API may not \
        do.",
    ),
    reason(
        "refused-example",
        "The example is a value that the schema refuses: one of the two is wrong, and people copy examples.",
    ),
    reason(
        "refused-mock-value",
        "`x-mock` gives a member a value that its schema refuses: clients of the test server would read what the API never sends.",
    ),
    reason(
        "repeated-operation-id",
        "Two operations with one `operationId`: links and tools can't tell which is meant.",
    ),
    reason(
        "repeated-parameter",
        "A parameter that is there twice: only the first counts, so that what the second says does not hold.",
    ),
    reason(
        "repeated-tag",
        "A tag that is there twice adds nothing; another one may have been meant.",
    ),
    reason(
        "repeated-value",
        "A value that is there twice adds nothing to an enum or a list of required names; another one may have been \
        meant, which the crate then lacks.",
    ),
    reason(
        "required-unknown",
        "A name is required that no property has. A client can't give it, or the property is misspelt and stays \
        optional.",
    ),
    reason(
        "several-bodies",
        "A request has one body. Of two, whichever a client sent, the other would be missing.",
    ),
    reason(
        "several-documents",
        "A text with several documents says which one is meant to nobody.",
    ),
    reason(
        "syntax",
        "The text is no YAML or JSON from here on, so that nothing behind it is known.",
    ),
    reason(
        "too-deep",
        "Values that nest without a bound exhaust the stack of whoever reads them.",
    ),
    reason(
        "unchecked-limit",
        "A limit that the crate can't check before it sends: a value beyond it is refused by the API only, after a \
        round trip.",
    ),
    reason(
        "undeclared-security-scheme",
        "An operation asks for a way to authenticate that the document does not declare, so that no client knows \
        which secret to send.",
    ),
    reason(
        "unenforced-keyword",
        "A client can't keep to what has no place in a type: it sends what the API then refuses, and reads what the document \
        rules out.",
    ),
    reason(
        "unknown-cli-name",
        "`x-cli` tells the command line what to show, and what to upload files with. A name that is of nothing tells it nothing.",
    ),
    reason(
        "unknown-encoding",
        "The encoding speaks of a member that the body does not have, so that it says nothing of what is sent.",
    ),
    reason(
        "unknown-keyword",
        "A key that OpenAPI does not know is ignored by every tool. It is misspelt, or means nothing.",
    ),
    reason(
        "unknown-member",
        "A member that the object may not have: it is misspelt, or stands in the wrong place, and what it says does \
        not hold.",
    ),
    reason(
        "unknown-mock-name",
        "`x-mock` tells the test server what happens. A name that is of nothing tells it nothing, and a test would pass that \
        should not.",
    ),
    reason(
        "unknown-value",
        "The value is none of those that OpenAPI allows here, such as `type: strng`. What was meant is not known, so \
        nothing is guessed.",
    ),
    reason(
        "unsupported-collection-format",
        "A list that is written in another way than the API reads is one value to it, or several wrong ones.",
    ),
    reason(
        "unsupported-method",
        "No transport sends this method, so that the operation would be missing from the client without a word.",
    ),
    reason(
        "untyped-property",
        "Nothing says what a property is, so that the crate takes and gives any JSON value: rustc finds no mistake in \
        it, and nobody completes it.",
    ),
    reason(
        "untyped-tuple",
        "What stands at each place of the list is known, but a list has one type for all of its elements: users read JSON.",
    ),
    reason(
        "value-groups",
        "The extension groups the values of an enum, and what it says does not fit the document. A function would \
        answer wrongly.",
    ),
    reason(
        "wrong-type",
        "A value of another JSON type than OpenAPI asks for, such as a text where a list is expected. What was meant \
        is not known.",
    ),
    reason(
        "yaml-merge",
        "Neither JSON nor YAML 1.2 has merge keys: some tools merge, others lose what the key would bring in.",
    ),
    reason(
        "yaml-tag",
        "JSON has no tags: tools read a tagged value in different ways, or refuse it.",
    ),
];
