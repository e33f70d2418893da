using System.Management.Automation;

using Mim.Core.Accounts;
using Mim.Core.Identities;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Lists the accounts that are rotated here.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Account)]
[OutputType(typeof(MachineAccount))]
public sealed class GetMachineAccountCommand : KnownAccountCommand
{
    /// <summary>What keeps the accounts.</summary>
    [Parameter]
    public AccountSystem[] System { get; set; } = [];

    /// <summary>Servers, wildcards allowed.</summary>
    [Parameter]
    [Alias("ComputerName")]
    [ArgumentCompleter(typeof(AccountServerCompleter))]
    [SupportsWildcards]
    public string[] Server { get; set; } = [];

    /// <summary>Names of the accounts on their systems, wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Account { get; set; } = [];

    /// <summary>How they come to their next password.</summary>
    [Parameter]
    public AccountStrategy[] Strategy { get; set; } = [];

    /// <summary>Owners, wildcards allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    [SupportsWildcards]
    public string[] Owner { get; set; } = [];

    /// <summary>Tags that must all be there.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>Due for rotation.</summary>
    [Parameter]
    public SwitchParameter Due { get; set; }

    private protected override void Process()
    {
        var query = new IdentityQuery { Kinds = Kinds, Owners = Owner, Tags = Tag, DueBefore = Due ? Session.Time.GetUtcNow() : null };
        foreach (var account in Session.AccountRegister.Find(Find(query), StopToken).Where(IsWanted))
        {
            WriteObject(account);
        }
    }

    private bool IsWanted(MachineAccount account) =>
        (System.Length == 0 || System.Contains(account.System))
        && (Strategy.Length == 0 || Strategy.Contains(account.Strategy))
        && Matches(Server, [account.Server])
        && Matches(Account, account.Accounts);

    private static bool Matches(string[] patterns, IReadOnlyList<string> texts) =>
        patterns.Length == 0 || patterns.Any(pattern => texts.Any(WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch));
}
