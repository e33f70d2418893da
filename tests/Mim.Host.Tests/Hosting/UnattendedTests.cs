using System.Text;
using Mim.Composition;
using Mim.Core.Audit;
using Mim.Core.Issuing;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Host.Tests.Hosting;

public sealed class UnattendedTests : IDisposable
{
    private const string Passphrase = "canary-passphrase-of-the-timer";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_environment_names_the_store_and_what_opens_it()
    {
        var result = Run(Passphrase);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.StartsWith("corp list 1: 0 entries", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_passphrase_ends_with_2_and_is_not_shown()
    {
        var result = Run(Passphrase + "!");
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.StartsWith("mim: WrongPassword: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private ProgramResult Run(string passphrase)
    {
        MakeStore();
        File.WriteAllText(_folder["passphrase"], passphrase + "\n");
        var environment = new Dictionary<string, string> { ["MIM_STORE"] = _folder["vault.db"], ["MIM_PASSPHRASE_FILE"] = _folder["passphrase"] };
        return MimProcess.Run(environment, "crl", "publish", "corp");
    }

    private void MakeStore()
    {
        var reference = new StoreReference { Location = _folder["vault.db"], Passphrase = () => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(Passphrase)) };
        using var passphrase = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(Passphrase));
        using var session = new MimComposition().Initialize(reference, new NewStore { Passphrase = passphrase }, Caller.Context(), CancellationToken.None);
        session.Authorities.Create(new NewAuthority { Name = "corp" }, CancellationToken.None);
    }
}
