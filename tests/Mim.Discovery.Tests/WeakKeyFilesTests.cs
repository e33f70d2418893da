using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests;

public sealed class WeakKeyFilesTests : WeakKeyListsContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WeakKeyFilesTests()
    {
        File.WriteAllText(_folder["blacklist.RSA-2048"], "70a40110ad60c7282f18\n");
        File.WriteAllText(_folder["moduli"], "1234567890abcdef1234\n");

        // A link to nowhere is listed and cannot be opened.
        File.CreateSymbolicLink(_folder["blacklist.DSA-1024"], _folder["nowhere"]);
    }

    protected override IWeakKeyLists Some => new WeakKeyFiles([_folder["missing"], _folder.Path]);

    protected override IWeakKeyLists None => new WeakKeyFiles([_folder["missing"]]);

    [Fact]
    public void TheFoldersOfTheSystemAreNoTroubleWhateverIsThere()
    {
        foreach (var list in new WeakKeyFiles().Open())
        {
            list.Dispose();
        }
    }

    [RequiresProgramFact("mkfifo")]
    public void APipeIsLeftOutAndDoesNotBlock()
    {
        ProgramRunner.Run("mkfifo", _folder["blacklist.RSA-4096"]).Succeeded();

        Assert.Single(Some.Open());
    }

    public void Dispose() => _folder.Dispose();
}
