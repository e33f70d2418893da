using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Delivery;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

/// <summary>A real server that shows a certificate of an authority of the product.</summary>
public abstract class AccountTlsSuite
{
    private const string First = "first-Password-1";
    private const string Second = "second-Password-2";

    /// <summary>The server, the same for the whole test.</summary>
    protected abstract AccountServer Server { get; }

    private IAccountRotator Rotator => AccountRotatorSet.All(TimeProvider.System).Single(rotator => rotator.System == Server.System);

    [SuiteFact]
    public async Task Passwords_are_changed_and_proved_through_tls()
    {
        Server.Make("mim_tls", First);
        var settings = Server.TlsSettings("mim_tls");
        using var keeper = AccountServer.Credential(Server.Administrator, Server.AdministratorPassword);
        using var wanted = AccountServer.Credential("mim_tls", Second);
        await Rotator.ChangeAsync(settings, keeper, wanted, CancellationToken.None);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync(settings, Second));
        Assert.Equal(LoginAnswer.Refused, await LogInAsync(settings, First));
    }

    [SuiteFact]
    public Task A_server_by_a_name_that_its_certificate_has_not_hears_nothing() =>
        AssertRefusedAsync(Server.TlsSettings("mim_tls") with { Server = "127.0.0.1" });

    [SuiteFact]
    public Task A_server_of_another_authority_hears_nothing() =>
        AssertRefusedAsync(Server.TlsSettings("mim_tls") with { AuthorityFile = AccountServerTls.StrangeAuthorityFile });

    private async Task AssertRefusedAsync(AccountSettings settings)
    {
        Server.Make("mim_tls", First);
        var error = await Assert.ThrowsAsync<MimException>(() => LogInAsync(settings, First));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains(settings.Server, error.Message, StringComparison.Ordinal);
        using var keeper = AccountServer.Credential(Server.Administrator, Server.AdministratorPassword);
        using var wanted = AccountServer.Credential("mim_tls", Second);
        error = await Assert.ThrowsAsync<MimException>(() => Rotator.ChangeAsync(settings, keeper, wanted, CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync(Server.TlsSettings("mim_tls"), First));
    }

    private async Task<LoginAnswer> LogInAsync(AccountSettings settings, string password)
    {
        using var credential = AccountServer.Credential("mim_tls", password);
        return await Rotator.LogInAsync(settings, credential, CancellationToken.None);
    }
}
