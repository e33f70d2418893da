using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests;

/// <summary>A truststore, which Java opens with its password and which holds the roots and no key.</summary>
public abstract class TruststoreTargetAdapterSuite : TargetAdapterContract, IDisposable
{
    private readonly FileTargetFixture _fixture = new() { Password = "pass-1138" };

    protected TruststoreTargetAdapterSuite(FileLayout layout) =>
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder["trust.store"], Layout = layout };

    protected override ITargetAdapter Adapter => _fixture.Adapter;

    public void Dispose() => _fixture.Dispose();

    [RequiresProgramFact("keytool")]
    public async Task Keytool_opens_it_and_shows_every_root()
    {
        _fixture.Kind = TargetKind.JavaKeystore;
        _fixture.Service = new ServiceTargetSettings { Files = _fixture.Settings, Timeout = TimeSpan.FromMinutes(5) };
        using var installation = Installation(1);
        var java = _fixture.NewServiceAdapter();
        await java.InstallAsync(installation, CancellationToken.None);
        Assert.Equal(Proof.Held, await java.ProveAsync(installation, CancellationToken.None));
        var listed = ProgramRunner.RunWithInput(
            "keytool", "pass-1138\n", "-J-Duser.language=en", "-list", "-keystore", _fixture.Settings.Path).Succeeded().Output;
        Assert.Equal(1 + installation.Chain.Count, listed.Split("trustedCertEntry").Length - 1);
        Assert.DoesNotContain("PrivateKeyEntry", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_opens_with_its_password_alone()
    {
        using var installation = Installation(1);
        await Adapter.InstallAsync(installation, CancellationToken.None);
        _fixture.Password = "other";
        using var other = Installation(1);
        var proof = await Adapter.ProveAsync(other, CancellationToken.None);
        Assert.Contains("password", proof.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("1138", proof.Reason, StringComparison.Ordinal);
    }

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override void Spoil() => File.WriteAllText(_fixture.Settings.Path, "spoiled");
}
