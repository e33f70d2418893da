using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing;

namespace Mim.Delivery.Tests;

/// <summary>A target with commands of the user's, which write down what they saw.</summary>
public sealed class CommandTargetTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new() { Kind = TargetKind.Command };

    public void Dispose() => _fixture.Dispose();

    [UnixFact]
    public async Task Commands_run_in_order_and_know_the_files()
    {
        Use(Note("validate $MIM_IDENTITY $MIM_CERTIFICATE"), Note("reload $MIM_KEY"), Note("prove $MIM_TARGET"));
        await Install(1);
        Assert.Equal(Proof.Held, await Prove(1));
        var (path, key) = (_fixture.Settings.Path, _fixture.Settings.KeyPath);
        Assert.Equal([$"validate web {path}", $"reload {key}", $"prove {path}"], Notes());
    }

    [UnixFact]
    public async Task A_configuration_that_is_not_accepted_reaches_no_service()
    {
        Use(null, Note("reload"));
        await Install(1);
        Use(Shell("echo line 7 is wrong >&2; exit 3"), Note("reload"));
        var error = await Assert.ThrowsAsync<MimException>(() => Install(2));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("ended with 3: line 7 is wrong", error.Message, StringComparison.Ordinal);
        Assert.Equal(["reload"], Notes());
        Use(null, Note("reload"));
        Assert.Equal(Proof.Held, await Prove(1));
    }

    [UnixFact]
    public async Task After_a_reload_that_fails_the_old_files_are_loaded_again()
    {
        Use(null, Note("reload"));
        await Install(1);
        Use(null, Shell($"grep -c CERTIFICATE $MIM_CERTIFICATE >> {Log}; exit 1"));
        await Assert.ThrowsAsync<MimException>(() => Install(2));
        Assert.Equal(3, Notes().Count);
        Assert.Equal(Proof.Held, await Prove(1));
    }

    [UnixTheory]
    [InlineData("false", "true")]
    [InlineData("true", "false")]
    public async Task What_is_there_already_stays_when_it_fails_again(string validate, string reload)
    {
        Use(null, Shell("true"));
        await Install(1);
        using var second = _fixture.Installation(2);
        await Adapter.InstallAsync(second, CancellationToken.None);
        Use([validate], [reload]);
        using var again = _fixture.Installation(2);
        await Assert.ThrowsAsync<MimException>(() => Adapter.InstallAsync(again, CancellationToken.None));
        Assert.Equal(Proof.Held, await Prove(2));
    }

    [UnixFact]
    public async Task What_is_not_proved_says_what_the_command_said()
    {
        Use(null, Shell("true"), Shell("echo still the old one; exit 1"));
        await Install(1);
        Assert.Contains("still the old one", (await Prove(1)).Reason, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_key_that_a_command_shows_is_shown_to_nobody()
    {
        Use(Shell("cat $MIM_KEY; exit 1"), null);
        var error = await Assert.ThrowsAsync<MimException>(() => Install(1));
        var secret = Convert.ToBase64String(_fixture.Leaf(1).Pkcs8);
        Assert.Contains("[removed]", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[..40], error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[^24..], error.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_password_goes_to_the_proof_by_its_input_and_nowhere_else()
    {
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder["web.pfx"], Layout = FileLayout.Pfx };
        _fixture.Password = "pass-1138";
        Use(null, Shell("true"), Shell("read -r word; test \"$word\" = pass-1138 || exit 9; env; echo $word; exit 4"));
        await Install(1);
        var reason = (await Prove(1)).Reason;
        Assert.Contains("ended with 4", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("1138", reason, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Taking_back_reloads_even_when_the_files_are_back()
    {
        Use(null, Note("reload"));
        await Install(1);
        using var installation = _fixture.Installation(1);
        await ((ITakesBack)Adapter).TakeBackAsync(
            installation.Target, new InstallReceipt(new Dictionary<string, string>()), CancellationToken.None);
        Assert.Equal(["reload", "reload"], Notes());
    }

    private ITargetAdapter Adapter => _fixture.NewServiceAdapter();

    private string Log => _fixture.Folder["notes"];

    private static string[] Shell(string script) => ["sh", "-c", script];

    private string[] Note(string what) => Shell($"echo {what} >> {Log}");

    private List<string> Notes() => [.. File.ReadAllLines(Log)];

    private void Use(string[]? validate, string[]? reload, string[]? prove = null) => _fixture.Service = new ServiceTargetSettings
    {
        Files = _fixture.Settings, ValidateCommand = validate, ReloadCommand = reload, ProveCommand = prove,
    };

    private async Task Install(int number)
    {
        using var installation = _fixture.Installation(number);
        var receipt = await Adapter.InstallAsync(installation, CancellationToken.None);
        await _fixture.Retire(receipt);
    }

    private async Task<Proof> Prove(int number)
    {
        using var installation = _fixture.Installation(number);
        return await Adapter.ProveAsync(installation, CancellationToken.None);
    }
}
