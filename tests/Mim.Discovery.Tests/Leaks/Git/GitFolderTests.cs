using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Discovery.Leaks.Git;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests.Leaks.Git;

public sealed class GitFolderTests
{
    [RequiresProgramFact("git")]
    public async Task All_worktrees_lead_to_the_repository_which_is_looked_at_once()
    {
        using var repository = new TestRepository();
        repository.Commit("a.ini", "password = \"kestrel77harbour\"\n");
        repository.Git("rm", "-q", "a.ini");
        repository.Git("commit", "--quiet", "-m", "second");
        repository.Git("worktree", "add", "--quiet", "-b", "side", "trees/side");
        repository.Git("worktree", "add", "--quiet", "--detach", "trees/other");
        Assert.Equal(repository.Folder, GitFolder.Of(Path.Join(repository.Work, "trees", "side", ".git")));
        foreach (var (folder, recurses) in ((string, bool)[])[("trees/side", false), ("trees", true), (".", true)])
        {
            var found = Assert.Single(await FindAsync(Path.GetFullPath(Path.Join(repository.Work, folder)), recurses));
            Assert.Equal((repository.Folder, FindingStatus.Found), (found.Path, found.Status));
        }
    }

    [RequiresProgramFact("git")]
    public void Repositories_apart_and_within_others_are_found_by_their_links()
    {
        using var repository = new TestRepository();
        repository.Commit("a.txt", "nothing\n");
        repository.Git("clone", "--quiet", "--separate-git-dir", "apart", ".", "work");
        Assert.Equal(Path.Join(repository.Work, "apart"), GitFolder.Of(Path.Join(repository.Work, "work", ".git")));
        repository.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.Work, "within");
        Assert.Equal(Path.Join(repository.Folder, "modules", "within"), GitFolder.Of(Path.Join(repository.Work, "within", ".git")));
        repository.Git("clone", "--quiet", "--bare", ".", "bare.git");
        Assert.Equal(Path.Join(repository.Work, "bare.git"), GitFolder.Of(Path.Join(repository.Work, "bare.git", "HEAD")));
    }

    [RequiresProgramTheory("git")]
    [InlineData("")]
    [InlineData("gitdir:")]
    [InlineData("gitdir: /none")]
    [InlineData("gitdir: \0")]
    [InlineData("no link")]
    public void Links_that_lead_nowhere_are_none(string link)
    {
        using var repository = new TestRepository();
        var path = Path.Join(Directory.CreateDirectory(Path.Join(repository.Work, "tree")).FullName, ".git");
        File.WriteAllText(path, link);
        Assert.Null(GitFolder.Of(path));
    }

    private static async Task<List<SecretSighting>> FindAsync(string folder, bool recurses)
    {
        var scan = new FileScan { Paths = [folder], Recurse = recurses, IncludeHistory = true };
        var found = new SecretFileFinder().FindAsync(scan, new SecretScanner(SecretRules.All, new LengthHasher()), progress: null, CancellationToken.None);
        return await found.ToListAsync();
    }
}
