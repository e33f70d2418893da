using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Discovery.Leaks;
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
            Assert.All(Look(repository.Folder), one => Assert.True(one.Status is FindingStatus.Found or FindingStatus.Damaged));
            File.WriteAllBytes(file, content);
        }
    }

    private List<SecretSighting> Look(string folder) => [.. new HistoryLook(folder, _documents).Look(CancellationToken.None)];
}
