using System.Management.Automation;

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

    private protected override void Process() => Attempt(Name, Register);

    private void Register()
    {
        using var password = Secrets.Utf8OrNull(Credential?.Password);
        var wanted = Filled(new NewAccount
        {
            Name = Name,
            Settings = Settings(Credential?.UserName),
            Password = password,
            Recipe = new SecretInput(null, null, Length, Characters, IsUnambiguous: false).Recipe,
            Hold = Hold,
            Administrator = Said(Administrator),
        });
        Make(
            Name,
            $"Register {System} account {string.Join(" and ", wanted.Settings.Accounts)} at {wanted.Settings.Host?.ToString() ?? wanted.Settings.Server}",
            () => Session.Accounts.Check(wanted, StopToken),
            () => Session.Accounts.RegisterAsync(wanted, StopToken).GetAwaiter().GetResult());
    }
}
