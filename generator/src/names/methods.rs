//! Functions of one type: the names of setters, and those that no setter may have.
//!
//! In: the fields of a type. Out: for each, the names of the functions that change it. What always holds: no two functions
//! of a type have the same name, and none hides a method that users of the type, or its own code, rely on. A field keeps its
//! name whatever methods there are; only its setter has another one then (`set_…`).

use std::collections::BTreeSet;

use crate::api::Ident;

/// What setters belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MethodOwner {
    /// A struct.
    Struct,
    /// A request.
    Request,
    /// A request for a list with cursors.
    PagedRequest,
}

/// The methods of the traits of std and of serde that types have, or may come to have.
pub const STD: &[&str] = &[
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "default",
    "deserialize",
    "eq",
    "fmt",
    "from",
    "into",
    "ne",
    "to_owned",
    "try_from",
    "try_into",
    "type_id",
];

/// Methods that clippy takes for those of an operator, as they have a value beside `self` (`should_implement_trait`).
pub const OPERATORS: &[&str] = &[
    "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub",
];

/// The runtime's traits that types with setters have, and the methods of each. `Identified::id` is none to be kept free: it
/// returns the very field of that name, which is an argument there.
pub const TRAITS: &[(&str, &[&str])] = &[
    ("Check", &["check"]),
    (
        "CursorPaged",
        &["at", "cursor", "cursor_of", "next_page", "previous_page"],
    ),
    ("FormValue", &["write"]),
    (
        "Operation",
        &[
            "build",
            "check",
            "decode",
            "parse",
            "to_body_request_at",
            "to_request",
            "to_request_at",
        ],
    ),
    (
        "Paged",
        &[
            "items_of",
            "mark_of",
            "place_in_list",
            "reads_backwards",
            "request_behind",
            "request_for_rest",
        ],
    ),
    ("TypedKeys", &["typed_keys"]),
];

/// The functions that enums of texts or whole numbers have, and that of their traits (`ToString`).
pub const ENUM_FUNCTIONS: &[&str] = &["as_i64", "as_str", "from_str", "known", "to_string"];

/// How names begin that clippy takes for conversions, of which it expects other arguments (`wrong_self_convention`).
const CONVERSIONS: &[&str] = &["as_", "from_", "into_", "to_"];

/// Whether a function that answers something about a value can have that name.
///
/// ```
/// use form_codegen::names::is_question;
///
/// assert!(is_question("needs_response"));
/// assert!(!is_question("clone") && !is_question("to_be"));
/// ```
#[must_use]
pub fn is_question(name: &str) -> bool {
    !STD.contains(&name) && !CONVERSIONS.iter().any(|start| name.starts_with(start))
}

/// The functions that the enum over all events has, whatever the document says of events.
pub const EVENT_FUNCTIONS: &[&str] = &[
    "from_signed",
    "from_signed_at",
    "from_slice",
    "kind",
    "read",
    "untyped",
];

impl MethodOwner {
    /// The runtime's traits that such a type can have.
    fn traits(self) -> &'static [&'static str] {
        match self {
            Self::Struct => &["Check", "FormValue", "TypedKeys"],
            Self::Request => &["Operation", "Paged", "TypedKeys"],
            Self::PagedRequest => &["CursorPaged", "Operation", "Paged", "TypedKeys"],
        }
    }

    /// The functions that such a type has beside those of its fields.
    fn functions(self) -> &'static [&'static str] {
        match self {
            Self::Struct => &["maybe", "new"],
            Self::Request | Self::PagedRequest => &["extra", "maybe", "new"],
        }
    }

    /// What no function of such a type may be called.
    fn methods(self) -> impl Iterator<Item = &'static str> {
        let own = TRAITS
            .iter()
            .filter(move |(name, _)| self.traits().contains(name))
            .flat_map(|(_, methods)| *methods);
        STD.iter()
            .chain(OPERATORS)
            .chain(self.functions())
            .chain(own)
            .copied()
    }
}

/// A field whose functions are to be named.
#[derive(Clone, Copy, Debug)]
pub struct SetterWish<'f> {
    /// Its name.
    pub field: &'f Ident,
    /// What the function would be called that says `false`, if `true` cannot be undone.
    pub otherwise: Option<&'f Ident>,
}

impl<'f> From<&'f Ident> for SetterWish<'f> {
    fn from(field: &'f Ident) -> Self {
        Self {
            field,
            otherwise: None,
        }
    }
}

/// What the functions of a field are called, where it has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetterNames {
    /// Sets a value: the field's own name, or `set_…` where that is not free. Where `true` cannot be undone, it says `true`
    /// and is called `…_irreversibly`.
    pub set: Ident,
    /// Says `false`, where `true` cannot be undone.
    pub otherwise: Option<Ident>,
    /// Clears the value: `clear_…`.
    pub clear: Ident,
    /// Clears the value of one key: `unset_…`.
    pub unset: Ident,
}

/// The names of the setters of these fields, in the same order.
///
/// ```
/// use form_codegen::names::{MethodOwner, SetterWish, field_ident, setters};
///
/// let fields = ["amount", "clone", "cursor", "submit"].map(field_ident);
/// let stage = field_ident("stage");
/// let mut wishes = fields.each_ref().map(SetterWish::from);
/// wishes[3].otherwise = Some(&stage);
/// let names = setters(&wishes, MethodOwner::PagedRequest);
/// assert_eq!(names[0].set.as_str(), "amount");
/// assert_eq!(names[0].clear.as_str(), "clear_amount");
/// assert_eq!(names[1].set.as_str(), "set_clone");
/// assert_eq!(names[2].set.as_str(), "set_cursor");
/// assert_eq!(names[3].set.as_str(), "submit_irreversibly");
/// assert_eq!(names[3].otherwise, Some(stage.clone()));
/// assert_eq!(setters(&wishes, MethodOwner::Struct)[2].set.as_str(), "cursor");
/// ```
#[must_use]
pub fn setters(wishes: &[SetterWish<'_>], owner: MethodOwner) -> Vec<SetterNames> {
    let reserved: BTreeSet<&str> = owner.methods().collect();
    let mut taken: BTreeSet<String> = reserved.iter().map(|name| (*name).to_owned()).collect();
    taken.extend(wishes.iter().map(|wish| wish.field.as_str().to_owned()));
    let mut free = |mut name: String| {
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        Ident::from_valid(name)
    };
    let names = wishes.iter().map(|wish| {
        let (field, bare) = (wish.field, wish.field.bare());
        SetterNames {
            set: match (wish.otherwise, reserved.contains(field.as_str())) {
                (Some(_), _) => free(format!("{bare}_irreversibly")),
                (None, true) => free(format!("set_{bare}")),
                (None, false) => field.clone(),
            },
            otherwise: wish.otherwise.map(|name| free(name.as_str().to_owned())),
            clear: free(format!("clear_{bare}")),
            unset: free(format!("unset_{bare}")),
        }
    });
    names.collect()
}
