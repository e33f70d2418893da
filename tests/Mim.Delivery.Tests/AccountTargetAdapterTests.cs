using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class AccountTargetAdapterTests : TargetAdapterContract
{
    private readonly AccountInstallations _installations = new("app");

    public AccountTargetAdapterTests() => Adapter = new AccountTargetAdapter([_installations.Rotator]);

    protected override ITargetAdapter Adapter { get; }

    protected override Installation Installation(int number) => _installations.Of(number);

    protected override void Spoil() => _installations.Rotator.Passwords["app"] = "changed by hand";

    // Nobody can tell whose a password is that is not let in.
    protected override string? NameOf(Installation installation) => null;

    [Fact]
    public async Task A_server_that_lets_everybody_in_proves_nothing()
    {
        using var installation = Installation(1);
        await Adapter.InstallAsync(installation, CancellationToken.None);
        _installations.Rotator.Open.Add("app");
        var proof = await Adapter.ProveAsync(installation, CancellationToken.None);
        Assert.False(proof.Holds);
        Assert.Contains("another password", proof.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_administrator_the_account_changes_its_own_from_whatever_version_it_has()
    {
        using var first = Installation(1);
        await Adapter.InstallAsync(first, CancellationToken.None);
        _installations.IsAdministered = false;
        using var second = Installation(2);
        using var third = Installation(3);
        await Adapter.InstallAsync(third, CancellationToken.None);
        Assert.Equal(Proof.Held, await Adapter.ProveAsync(third, CancellationToken.None));
        await Adapter.InstallAsync(third, CancellationToken.None);
        Assert.Equal(Proof.Held, await Adapter.ProveAsync(third, CancellationToken.None));
    }

    [Fact]
    public async Task An_account_that_knows_none_of_our_passwords_is_not_changed()
    {
        _installations.IsAdministered = false;
        using var first = Installation(1);
        using var second = Installation(2);
        var error = await Assert.ThrowsAsync<MimException>(() => Adapter.InstallAsync(second, CancellationToken.None));
        Assert.Equal(MimErrorCause.AccessDenied, error.Cause);
        Assert.Equal("before-Password", _installations.Rotator.Passwords["app"]);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_no_proof()
    {
        using var installation = Installation(1);
        _installations.Rotator.Before = (_, _) => throw new MimException(MimErrorCause.InstallFailed, "It does not answer.");
        Assert.Equal(Proof.Broken("It does not answer."), await Adapter.ProveAsync(installation, CancellationToken.None));
    }
}
