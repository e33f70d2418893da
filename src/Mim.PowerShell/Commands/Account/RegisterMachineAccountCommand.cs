using System.Management.Automation;
using System.Runtime.CompilerServices;

using Mim.Core.Accounts;
using Mim.Core.Identities;
using Mim.Core.Vault;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Takes accounts of databases, directories and machines into the inventory, so that their passwords are rotated where they live.</summary>
[Cmdlet(VerbsLifecycle.Register, Nouns.Account, SupportsShouldProcess = true)]
[OutputType(typeof(MachineIdentity))]
public sealed class RegisterMachineAccountCommand : AccountCommand
{
    /// <summary>The account with the password it has.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Secret or account that changes passwords there.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdentityNameCompleter))]
    public string? Administrator { get; set; }

    /// <summary>How long the old one of a pair stays open.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Span]
    public TimeSpan? Hold { get; set; }

    /// <summary>Characters to generate. Not by property name: a name that is piped in has a length too.</summary>
    [Parameter]
    public int? Length { get; set; }

    /// <summary>Classes of characters to generate passwords of.</summary>
    [Parameter]
    public SecretCharacters[] Characters { get; set; } = [];

    /// <summary>Script that gives the account its next password, for the system Script.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? ChangeScript { get; set; }

    /// <summary>Script that logs in and says $true or $false.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? ProveScript { get; set; }

    /// <summary>Script that gives the account the password that it had before.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? TakeBackScript { get; set; }

    /// <summary>Restart the services of Windows that run as the account, so that they log on with each next password at once.</summary>
    [Parameter]
    public SwitchParameter RestartService { get; set; }

    private AccountScripts? Scripts => (ChangeScript ?? ProveScript ?? TakeBackScript) is null ? null : new AccountScripts(
        AccountScriptText.Checked(ChangeScript, nameof(ChangeScript)) ?? "", AccountScriptText.Checked(ProveScript, nameof(ProveScript)) ?? "")
    {
        TakeBack = AccountScriptText.Checked(TakeBackScript, nameof(TakeBackScript)),
    };

    private protected override void Process() => Attempt(Name, Register);

    private void Register()
    {
        using var password = Secrets.Utf8OrNull(Credential?.Password);
        var wanted = Filled(new NewAccount
        {
            Name = Name,
            Settings = Settings(Credential?.UserName) with { Scripts = Scripts, RestartsServices = RestartService },
            Password = password,
            Recipe = new SecretInput(null, null, Length, Characters, IsUnambiguous: false).Recipe,
            Hold = Hold,
            Administrator = Said(Administrator),
        });
        if (IsWhatIf)
        {
            Session.Accounts.Check(wanted, StopToken);
        }

        var settings = wanted.Settings;
        if (ShouldProcess(Name, $"Register {System} account {string.Join(" and ", settings.Accounts)} at {settings.Host?.ToString() ?? settings.Server}"))
        {
            using var pump = new PipelinePump(StopToken);
            SessionScripts.Run(Session, pump, OneAsync(wanted, pump.Token), WriteObject);
        }
    }

    private async IAsyncEnumerable<MachineIdentity> OneAsync(NewAccount wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await Session.Accounts.RegisterAsync(wanted, cancellationToken).ConfigureAwait(false);
    }
}
