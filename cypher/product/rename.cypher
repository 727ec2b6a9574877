// Let what an author sells a content by be called as the content is.
// access: write
// param content_id: STRING
// param name: STRING
MATCH (product:Product {content_id: $content_id})
SET product.name = $name
WITH product
MATCH (benefit:Benefit {slug: $content_id})
SET benefit.name = $name
