using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Discovery.Leaks;
using Mim.Discovery.Leaks.Git;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests.Leaks;

public sealed class HistoryLookTests : IDisposable
{
    private readonly DocumentLook _documents = new(new SecretScanner(SecretRules.All, new LengthHasher()));

    public void Dispose() => _documents.Dispose();

    [RequiresProgramFact("git")]
    public void A_secret_that_was_taken_out_is_still_found_and_named_as_git_show_takes_it()
    {
        using var repository = new TestRepository();
        var leak = repository.Commit("conf/app.ini", "[db]\npassword = \"kestrel77harbour\"\n");
        repository.Commit("conf/app.ini", "[db]\n");
        foreach (var packs in (bool[])[false, true])
        {
            if (packs)
            {
                repository.Git("repack", "-adq");
            }

            var found = Assert.Single(Look(repository.Folder));
            Assert.Equal((repository.Folder, $"{leak[..12]}:conf/app.ini", 2L), (found.Path, found.Entry, found.Line));
            Assert.Contains("kestrel77harbour", repository.Git("show", found.Entry!), StringComparison.Ordinal);
        }
    }

    [RequiresProgramFact("git")]
    public void Each_version_is_looked_at_once_wherever_it_lies()
    {
        using var repository = new TestRepository();
        repository.Commit("a.ini", "password = \"kestrel77harbour\"\n");
        repository.Git("repack", "-q");
        repository.Commit("b.ini", "password = \"kestrel77harbour\"\n");
        repository.Git("tag", "-a", "v1", "-m", "first");
        repository.Git("repack", "-q", "-k", "--write-midx");
        repository.Git("branch", "other");
        Assert.Single(Look(repository.Folder));
    }

    [RequiresProgramFact("git")]
    public void What_no_commit_has_any_more_is_found_by_its_id()
    {
        using var repository = new TestRepository();
        repository.Commit("a.txt", "nothing\n");
        File.WriteAllText(Path.Join(repository.Work, "lost.ini"), "password = \"kestrel77harbour\"\n");
        var blob = repository.Git("hash-object", "-w", "lost.ini");
        Assert.Equal(blob[..12], Assert.Single(Look(repository.Folder)).Entry);
    }

    [RequiresProgramFact("git")]
    public void Repositories_of_sha256_are_read_too()
    {
        using var repository = new TestRepository("--object-format=sha256");
        repository.Commit("a.ini", "password = \"kestrel77harbour\"\n");
        Assert.Single(Look(repository.Folder));
        repository.Git("repack", "-adq");
        Assert.Single(Look(repository.Folder));
    }

    [RequiresProgramFact("git")]
    public void What_other_repositories_lend_is_looked_at_once()
    {
        using var repository = new TestRepository();
        var leak = repository.Commit("a.ini", "password = \"kestrel77harbour\"\n");
        repository.Git("clone", "--quiet", "--shared", ".", "borrower");
        repository.Git("clone", "--quiet", "--shared", "borrower", "borrower/second");
        repository.Git("-C", "borrower/second", "repack", "-adq");
        foreach (var folder in (string[])["borrower/.git", "borrower/second/.git"])
        {
            var found = Assert.Single(Look(Path.Join(repository.Work, folder)));
            Assert.Equal($"{leak[..12]}:a.ini", found.Entry);
        }

        // Lenders that lend to each other are looked at once too.
        File.WriteAllText(Path.Join(repository.Folder, "objects", "info", "alternates"), "# loop\n../../borrower/.git/objects\n");
        Assert.Single(Look(repository.Folder));
    }

    [RequiresProgramFact("git")]
    public void A_lender_that_is_not_there_is_told()
    {
        using var repository = new TestRepository();
        repository.Commit("a.ini", "password = \"kestrel77harbour\"\n");
        File.WriteAllText(Path.Join(repository.Folder, "objects", "info", "alternates"), "/none/objects\n");
        Assert.Equal([FindingStatus.Found, FindingStatus.Damaged], Look(repository.Folder).Select(one => one.Status));
        Assert.Contains("/none/objects", Look(repository.Folder)[1].Detail, StringComparison.Ordinal);
    }

    [RequiresProgramFact("git")]
    public void Shallow_and_partial_clones_are_told_to_be_incomplete()
    {
        using var repository = new TestRepository("--object-format=sha256");
        repository.Commit("a.ini", "password = \"kestrel77harbour\"\n");
        repository.Commit("a.ini", "password = \"kestrel78harbour\"\n");
        repository.Git("config", "uploadpack.allowFilter", "true");
        repository.Git("clone", "--quiet", "--depth", "1", $"file://{repository.Work}", "shallow");
        repository.Git("clone", "--quiet", "--no-checkout", "--filter=blob:none", $"file://{repository.Work}", "partial");
        var shallow = Look(Path.Join(repository.Work, "shallow", ".git"));
        Assert.Equal([FindingStatus.Found, FindingStatus.Incomplete], shallow.Select(one => one.Status));
        Assert.Contains("shallow", shallow[1].Detail, StringComparison.Ordinal);
        var partial = Assert.Single(Look(Path.Join(repository.Work, "partial", ".git")));
        Assert.Equal(FindingStatus.Incomplete, partial.Status);
        Assert.Contains(" 2 are not here", partial.Detail, StringComparison.Ordinal);
    }

    [RequiresProgramFact("git")]
    public void How_names_of_commits_are_kept_does_not_matter()
    {
        using var repository = new TestRepository();
        repository.Commit("a.ini", "password = \"kestrel77harbour\"\n");
        repository.Git("pack-refs", "--all", "--prune");
        Assert.Single(Look(repository.Folder));

        // The layout of reftables, which keeps nothing but a stub of what was here (gitrepository-layout).
        File.Delete(Path.Join(repository.Folder, "packed-refs"));
        Directory.Delete(Path.Join(repository.Folder, "refs"), recursive: true);
        Directory.CreateDirectory(Path.Join(repository.Folder, "refs"));
        File.WriteAllText(Path.Join(repository.Folder, "refs", "heads"), "this repository uses the reftable format\n");
        File.WriteAllText(Path.Join(repository.Folder, "HEAD"), "ref: refs/heads/.invalid\n");
        Assert.Equal(repository.Folder, GitFolder.Of(Path.Join(repository.Folder, "HEAD")));
        Assert.Single(Look(repository.Folder));
    }

    [RequiresProgramFact("git")]
    public void Archives_in_the_past_are_looked_into()
    {
        using var repository = new TestRepository();
        var leak = repository.Commit("a.ini", "password = \"kestrel77harbour\"\n");
        repository.Git("archive", "--format=zip", "-o", "backup.zip", "HEAD");
        repository.Git("rm", "--cached", "-q", "a.ini");
        repository.Git("add", "backup.zip");
        repository.Git("commit", "--quiet", "-m", "backup");
        var backup = repository.Git("rev-parse", "HEAD");
        Assert.Equal([$"{backup[..12]}:backup.zip!a.ini", $"{leak[..12]}:a.ini"], Look(repository.Folder).Select(one => one.Entry).OrderBy(entry => entry!.Length).Reverse());
    }

    [RequiresProgramFact("git")]
    public void Damaged_packs_are_told_and_break_nothing()
    {
        using var repository = new TestRepository();
        for (var version = 0; version < 12; version++)
        {
            repository.Commit("a.ini", string.Concat(Enumerable.Range(0, 60).Select(line => $"setting{line} = {version * (line % 3)}\n")) + "password = \"kestrel77harbour\"\n");
        }

        repository.Git("repack", "-adfq", "--depth=10");
        var packs = Path.Join(repository.Folder, "objects", "pack");
        var files = Directory.GetFiles(packs).Where(file => Path.GetExtension(file) is ".pack" or ".idx").ToDictionary(file => file, File.ReadAllBytes);
        var mutator = new Mutator(5);
        for (var round = 0; round < 60; round++)
        {
            var (file, content) = files.ElementAt(round % files.Count);
            File.Delete(file);
            File.WriteAllBytes(file, mutator.Mutate(content));
            Assert.All(Look(repository.Folder), one => Assert.True(one.Status is FindingStatus.Found or FindingStatus.Damaged or FindingStatus.Incomplete));
            File.WriteAllBytes(file, content);
        }
    }

    private List<SecretSighting> Look(string folder) => [.. new HistoryLook(folder, _documents).Look(CancellationToken.None)];
}
