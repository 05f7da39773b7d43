//! Why each kind of finding matters.
//!
//! In: nothing. Out: for each id a reason, and a small document that has the defect. What always holds: the action that is
//! suggested for the document mends it; a test applies it.

/// Why a kind of finding matters.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// The id of the kind.
    pub id: &'static str,
    /// Why it matters to the users of a client, in a few sentences.
    pub why: &'static str,
    /// A document with the defect.
    pub example: &'static str,
    /// A body as [`SentBody`](super::SentBody) has it, by its name, where the defect shows in one.
    pub sent: Option<(&'static str, &'static str)>,
}

macro_rules! explanation {
    ($id:literal, $why:literal) => {
        explanation!($id, $why, None)
    };
    ($id:literal, $why:literal, $sent:expr) => {
        Explanation {
            id: $id,
            why: $why,
            example: include_str!(concat!("examples/", $id, ".yaml")),
            sent: $sent,
        }
    };
}

/// All kinds of findings that are not diagnostics of reading alone.
pub const EXPLANATIONS: [Explanation; 13] = [
    explanation!(
        "dangling-ref",
        "A reference that leads to nothing stops generation: nothing says what is sent or comes back. \
        The action adds a schema that takes any object, or corrects the reference where a name is near."
    ),
    explanation!(
        "ref-siblings",
        "OpenAPI 3.0 ignores what stands beside a `$ref`. A limit there looks as if it held, and no client checks it."
    ),
    explanation!(
        "get-body",
        "Content in a GET has no meaning in HTTP: servers and proxies drop it or refuse the request. \
        A client that sends it works until something stands in between."
    ),
    explanation!(
        "deep-object-array",
        "OpenAPI defines `deepObject` for objects alone. For a list, each tool guesses: with indices, with empty brackets, \
        or without any. If the guess is wrong, the API ignores what was sent."
    ),
    explanation!(
        "useless-tag",
        "Tags group operations in documentation. One that repeats the method, or that no operation has, groups nothing. \
        The crate groups by path and is the same without it."
    ),
    explanation!(
        "useless-operation-id",
        "An operation is known by its `operationId`: to links, to other generators, to the people who talk about it. \
        Without one, each tool makes up a name, which changes with the path."
    ),
    explanation!(
        "missing-description",
        "What the document does not describe has no documentation in the crate but its name."
    ),
    explanation!(
        "empty-enum",
        "An enum without values allows none, which nobody means. It is taken as if it were not there."
    ),
    explanation!(
        "name-collision",
        "Two types that would be called alike: one gets a number, which says nothing, and which moves when the document's order changes."
    ),
    explanation!(
        "unpaged-list",
        "A list whose next page no parameter asks for: users see the first page and take it for all."
    ),
    explanation!(
        "date-without-format",
        "A point in time that is a number to the type system: nothing keeps seconds from milliseconds, or from an amount."
    ),
    explanation!(
        "id-without-resource",
        "An id that is any text: the id of another thing is taken as well, and only the API refuses it."
    ),
    explanation!(
        "required-not-sent",
        "A member that is called required, and that real responses lack: reading such a response fails, and with it whatever \
        the program was about to do.",
        Some(("pet.json", r#"{"id": "pet_1"}"#))
    ),
];
