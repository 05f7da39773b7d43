//! Documents of other versions of OpenAPI: the model is that of their form in 3.0, and what is shown is what was published.

mod files;
mod fixtures;
mod later;
mod mutated;
mod openapi31;
mod published;
mod swagger20;
