#!/usr/bin/env bash
# Tags the version of package.json with a commit that also holds the action's bundle, which main does not: v1.2.3 for
# ever, and v1 as the newest of them. Does nothing where that version is tagged already.
set -euo pipefail

tag="v$(node --print 'require("./package.json").version')"
if git ls-remote --exit-code origin "refs/tags/$tag" >/dev/null; then
  echo "$tag is there already"
  exit 0
fi

npm run --silent bundle
first=$(mktemp -d)
trap 'rm -rf "$first"' EXIT
cp -R bundle/. "$first"
npm run --silent bundle
diff --recursive --brief "$first" bundle # anybody can build it again, and compare

git checkout --quiet --detach
git add --force bundle
git -c user.name="github-actions[bot]" -c user.email="41898282+github-actions[bot]@users.noreply.github.com" \
  commit --quiet --message "Add the action's bundle of $tag"
git push --quiet origin "HEAD:refs/tags/$tag"
git push --quiet --force origin "HEAD:refs/tags/${tag%%.*}"
echo "$tag and ${tag%%.*} are at $(git rev-parse HEAD)"
