using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests.Leaks;

/// <summary>A repository that git itself makes, with no settings but its own.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestRepository(params string[] options) => Git(["init", "--quiet", .. options, "."]);

    public string Work => _folder.Path;

    public string Folder => _folder[".git"];

    public string Git(params IEnumerable<string> arguments)
    {
        string[] environment =
        [
            "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=ops", "GIT_AUTHOR_EMAIL=ops@corp.test", "GIT_COMMITTER_NAME=ops",
            "GIT_COMMITTER_EMAIL=ops@corp.test",
        ];
        var result = ProgramRunner.Run("env", [.. environment, "git", "-C", Work, .. arguments]);
        result.Succeeded();
        return result.Output.Trim();
    }

    /// <summary>Commits a file; its id.</summary>
    public string Commit(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], content);
        Git("add", name);
        Git("commit", "--quiet", "-m", "next");
        return Git("rev-parse", "HEAD");
    }

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        _folder.Dispose();
    }
}
