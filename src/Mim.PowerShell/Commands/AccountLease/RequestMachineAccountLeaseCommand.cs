using System.Management.Automation;

using Mim.Core;
using Mim.Core.Accounts.Lending;
using Mim.Core.Identities;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Borrows accounts. Nobody else is lent them until they were returned, or their time is over, and have another password.</summary>
[Cmdlet(VerbsLifecycle.Request, Nouns.AccountLease, SupportsShouldProcess = true, DefaultParameterSetName = OfLibrary)]
[OutputType(typeof(MachineAccountLease))]
public sealed class RequestMachineAccountLeaseCommand : MimCommand
{
    private const string OfLibrary = "Library";
    private const string OfAccount = "Account";

    /// <summary>Any free account of this library.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfLibrary, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AccountLibraryCompleter))]
    [ValidateNotNullOrEmpty]
    public string Library { get; set; } = "";

    /// <summary>This account.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfAccount, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdentityNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>What it is borrowed for.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Purpose { get; set; } = "";

    /// <summary>For how long.</summary>
    [Parameter]
    [Span]
    public TimeSpan? Lifetime { get; set; }

    private protected override void Process()
    {
        if (ParameterSetName == OfLibrary)
        {
            Attempt(Library, () => Borrow($"an account of the library {Library}", new AccountLoan { Library = Library, Purpose = Purpose, Lifetime = Lifetime }));
            return;
        }

        foreach (var name in Name)
        {
            Attempt(name, () => Borrow(name, new AccountLoan { IdentityId = IdOf(name), Purpose = Purpose, Lifetime = Lifetime }));
        }
    }

    private Guid IdOf(string name)
    {
        var query = new IdentityQuery { Names = [WildcardPattern.Escape(name)], Kinds = [IdentityKind.ServiceAccount] };
        return Session.Identities.Find(query, StopToken).FirstOrDefault()?.Id
            ?? throw new MimException(MimErrorCause.IdentityNotFound, $"There is no account named '{name}'.", name);
    }

    private void Borrow(string target, AccountLoan wanted)
    {
        if (!ShouldProcess(target, "Borrow for: " + Purpose))
        {
            return;
        }

        using var lent = Session.Lending.Borrow(wanted, StopToken);
        var credential = new PSCredential(lent.Lease.UserName ?? lent.Lease.Identity, Secrets.Secure(lent.Password));
        WriteObject(new MachineAccountLease(lent.Lease, AccountLeaseState.Lent, credential: credential));
    }
}
