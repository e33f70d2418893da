using System.Security.Cryptography;
using System.Text;
using Mim.Discovery.Leaks.Git;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests.Leaks.Git;

public sealed class GitRepositoryTests
{
    [RequiresProgramTheory("git")]
    [InlineData("true")]
    [InlineData("false")]
    public void Every_object_is_what_git_says_it_is(string byOffset)
    {
        using var repository = new TestRepository("--object-format=sha256");
        for (var version = 0; version < 30; version++)
        {
            repository.Commit($"folder{version % 4}/a.txt", string.Concat(Enumerable.Range(0, 400).Select(line => $"line {line} of version {(line % 50 == version ? version : 0)}\n")));
        }

        repository.Git("tag", "-a", "v1", "-m", "first");
        repository.Git("-c", $"repack.useDeltaBaseOffset={byOffset}", "repack", "-adfq", "--depth=30", "--window=50");
        repository.Commit("loose.txt", "loose\n");
        Assert.Contains("delta", repository.Git("verify-pack", "-v", Directory.GetFiles(Path.Join(repository.Folder, "objects", "pack"), "*.idx")[0]), StringComparison.Ordinal);

        using var opened = GitRepository.Open(repository.Folder, Assert.Fail);
        var objects = repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype) %(objectsize)").Split('\n');
        Assert.Equal(objects.Length, opened.Sources.Sum(source => source.Count));
        foreach (var expected in objects.Select(line => line.Split(' ')))
        {
            var place = opened.Find(Convert.FromHexString(expected[0]))!.Value;
            var item = place.Source.Read(place.Index);
            var type = place.Source.TypeOf(place.Index).ToString().ToLowerInvariant();
            Assert.Equal((expected[1], expected[2]), (type, item.Content.Length.ToString(provider: null)));
            var name = SHA256.HashData([.. Encoding.ASCII.GetBytes($"{type} {expected[2]}\0"), .. item.Content]);
            Assert.Equal(expected[0], Convert.ToHexStringLower(name));
        }
    }
}
