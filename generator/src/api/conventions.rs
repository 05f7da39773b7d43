//! What an API calls the parameters and members that its conventions need: plain data, which the document may state.

/// The names of an API's conventions. What a document does not state has the names that form-encoded APIs use most.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Conventions {
    /// `page`: the members of a page of a list.
    pub page: PageNames,
    /// `cursors`: the parameters of a list that tell where to go on.
    pub cursors: CursorNames,
    /// `expand`: what makes references whole objects.
    pub expand: Expansion,
    /// `range`: the keys of bounds on a value.
    pub range: RangeNames,
    /// `error`, and `errorMember`: where a body tells what went wrong.
    pub error: ErrorNames,
    /// `event`: the members of an event.
    pub event: EventNames,
    /// `requestIdHeaders`: the headers of a response that name the request, in lower case, most wanted first.
    pub request_id_headers: Vec<String>,
    /// `idMember`: the member of an object that says which one it is.
    pub id: String,
    /// `sampleId`: an id as examples write it, where the document has none.
    pub sample_id: String,
}

/// The members of a page: all different.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct PageNames {
    /// The list of items.
    pub items: String,
    /// Whether there are more.
    pub more: String,
    /// The path of the list.
    pub url: String,
    /// How many items there are on all pages.
    pub total: String,
    /// What tells that an object is a page.
    pub tag: String,
    /// Its value.
    pub tag_value: String,
}

/// The parameters that name an item to go on from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct CursorNames {
    /// The last item of the page before.
    pub after: String,
    /// The first item of the page behind.
    pub before: String,
}

/// How references become whole objects.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Expansion {
    /// The parameter that takes the paths.
    pub parameter: String,
    /// How many steps a path has at most.
    pub levels: usize,
}

/// The keys of bounds: all different.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct RangeNames {
    /// Greater.
    pub gt: String,
    /// Greater or equal.
    pub gte: String,
    /// Less.
    pub lt: String,
    /// Less or equal.
    pub lte: String,
}

/// Where the body of an error tells what went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ErrorNames {
    /// The member that holds the others, if a body has it; otherwise the body itself does.
    pub object: String,
    /// The kind of error.
    pub kind: String,
    /// The short name of the error.
    pub code: String,
    /// What is said to people: the first that is there counts.
    pub messages: Vec<String>,
    /// The parameter at fault.
    pub param: String,
    /// Why a payment was declined.
    pub decline_code: String,
}

/// The members of an event that tell what it is about: all different.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct EventNames {
    /// The member that holds the others.
    pub data: String,
    /// The object that something happened to.
    pub object: String,
    /// What its members held before.
    pub previous: String,
}

impl Default for Conventions {
    fn default() -> Self {
        let text = str::to_owned;
        Self {
            page: PageNames {
                items: text("data"),
                more: text("has_more"),
                url: text("url"),
                total: text("total_count"),
                tag: text("object"),
                tag_value: text("list"),
            },
            cursors: CursorNames {
                after: text("starting_after"),
                before: text("ending_before"),
            },
            expand: Expansion {
                parameter: text("expand"),
                levels: 4,
            },
            range: RangeNames {
                gt: text("gt"),
                gte: text("gte"),
                lt: text("lt"),
                lte: text("lte"),
            },
            error: ErrorNames {
                object: text("error"),
                kind: text("type"),
                code: text("code"),
                messages: ["message", "detail", "title"].map(text).into(),
                param: text("param"),
                decline_code: text("decline_code"),
            },
            event: EventNames {
                data: text("data"),
                object: text("object"),
                previous: text("previous_attributes"),
            },
            request_id_headers: vec![text("request-id"), text("x-request-id")],
            id: text("id"),
            sample_id: text("id_123"),
        }
    }
}

impl Conventions {
    /// The names that are not those used most, as text.
    pub(super) fn unusual(&self) -> Vec<String> {
        let groups = |names: &Self| {
            [
                format!("{:?}", names.page),
                format!("{:?}", names.cursors),
                format!("{:?}", names.expand),
                format!("{:?}", names.range),
                format!("{:?}", names.error),
                format!("{:?}", names.event),
                format!("request ids in {:?}", names.request_id_headers),
                format!("ids in {:?}, such as {:?}", names.id, names.sample_id),
            ]
        };
        let both = groups(self).into_iter().zip(groups(&Self::default()));
        both.filter_map(|(here, usual)| (here != usual).then_some(here))
            .collect()
    }
}

impl RangeNames {
    /// All four, in the order of the fields.
    #[must_use]
    pub fn all(&self) -> [&str; 4] {
        [&self.gt, &self.gte, &self.lt, &self.lte]
    }
}
