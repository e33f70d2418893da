using System.Management.Automation;
using System.Security;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that makes or chooses a store and is told what opens it.</summary>
public abstract class KeyedStoreCommand : MimCommand
{
    /// <summary>User and password of the database, when the store is in PostgreSQL.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Path of the key file that opens the store.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KeyFile { get; set; }

    /// <summary>A passphrase that opens the store.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    private protected override bool NeedsStore => false;
}
