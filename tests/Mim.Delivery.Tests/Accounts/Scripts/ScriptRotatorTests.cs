using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Accounts.Scripts;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests.Accounts.Scripts;

/// <summary>Accounts of a session that plays scripts.</summary>
public sealed class ScriptRotatorTests : AccountRotatorContract
{
    private const string Secret = "first-Password-1";
    private readonly Dictionary<string, string> _passwords = new() { ["admin"] = "admin-Password-0" };
    private readonly ScriptSession _session = new();

    public ScriptRotatorTests()
    {
        Rotator = new ScriptRotator(_session);
        _session.RunAccount = Play;
    }

    protected override IAccountRotator Rotator { get; }

    protected override AccountSettings Settings => AccountSettings.Usual(AccountSystem.Script, "ftp01", ["app"]) with
    {
        Scripts = new AccountScripts("change", "prove"),
    };

    protected override AccountCredential Administrator => Credential("admin", "admin-Password-0");

    // What a script makes of that is its own.
    protected override bool AsksAdministrator => false;

    protected override bool ChangesOwn => false;

    protected override bool IsReached => false;

    protected override void Make(string account, string password) => _passwords[account] = password;

    [SuiteFact]
    public async Task Without_an_administrator_a_script_is_told_of_none()
    {
        AccountScriptCall? seen = null;
        Answer(call => Seen(call, out seen));
        await ChangeAsync(Credential("", ""), "app", Secret);
        Assert.Equal(("change", "ftp01", null), (seen!.Script, seen.Server, seen.Administrator));
    }

    [SuiteFact]
    public async Task What_a_script_does_not_say_proves_nothing()
    {
        Answer(_ => new AccountScriptResult(HasEnded: true));
        await AssertFailedAsync("neither $true nor $false");
    }

    [SuiteFact]
    public async Task One_that_does_not_end_is_told()
    {
        Answer(_ => new AccountScriptResult(HasEnded: false));
        await AssertFailedAsync("did not end within 30 s");
    }

    [SuiteFact]
    public async Task Its_error_is_told_without_passwords()
    {
        Answer(call => new AccountScriptResult(HasEnded: true) { Trouble = $"no {Secret} for {Encoding.UTF8.GetString((call.Administrator ?? call.Account).Secret.Span)}" });
        await AssertFailedAsync("no [removed] for [removed]");
        var error = await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Administrator, "app", Secret));
        Assert.Contains("no [removed] for [removed]", error.Message, StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task Without_a_session_it_is_refused()
    {
        _session.RunAccount = null;
        var error = await Assert.ThrowsAsync<MimException>(() => LogInAsync("app", Secret));
        Assert.Equal(MimErrorCause.Unsupported, error.Cause);
    }

    private static AccountScriptResult Seen(AccountScriptCall call, out AccountScriptCall seen)
    {
        seen = call;
        return new AccountScriptResult(HasEnded: true);
    }

    private void Answer(Func<AccountScriptCall, AccountScriptResult> answer) => _session.RunAccount = (call, _) => Task.FromResult(answer(call));

    private async Task AssertFailedAsync(string reason)
    {
        var error = await Assert.ThrowsAsync<MimException>(() => LogInAsync("app", Secret));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.StartsWith("Script account 'app' at ftp01: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    private Task<AccountScriptResult> Play(AccountScriptCall call, CancellationToken cancellationToken)
    {
        var (account, password) = (call.Account.UserName, Encoding.UTF8.GetString(call.Account.Secret.Span));
        if (call.Script == "prove")
        {
            return Task.FromResult(new AccountScriptResult(HasEnded: true) { Verdict = _passwords.GetValueOrDefault(account) == password });
        }

        if (call.Administrator?.UserName != "admin")
        {
            throw new MimException(MimErrorCause.AccessDenied, "Only the administrator may.");
        }

        if (!_passwords.ContainsKey(account))
        {
            return Task.FromResult(new AccountScriptResult(HasEnded: true) { Trouble = $"There is no '{account}'." });
        }

        _passwords[account] = password;
        return Task.FromResult(new AccountScriptResult(HasEnded: true));
    }
}
