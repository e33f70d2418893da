using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;

using Mim.Core.Audit;
using Mim.Core.Stores;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Hosting;

namespace Mim.PowerShell.Commands;

/// <summary>Makes a new store.</summary>
[Cmdlet(VerbsData.Initialize, Nouns.Store, SupportsShouldProcess = true)]
[OutputType(typeof(StoreInfo))]
public sealed class InitializeMachineIdentityStoreCommand : MimCommand
{
    /// <summary>Where the store is made.</summary>
    [Parameter(Position = 0)]
    [Alias("Path", "ConnectionString")]
    [ValidateNotNullOrEmpty]
    public override string? Store { get; set; }

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

    /// <summary>Certificates whose private keys open the store.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public X509Certificate2[] Certificate { get; set; } = [];

    /// <summary>Windows protects the key for the current account.</summary>
    [Parameter]
    public SwitchParameter Dpapi { get; set; }

    private protected override bool NeedsStore => false;

    private protected override void End()
    {
        using var connection = new StoreConnection(Locate(), Credential, null, null);
        if (!ShouldProcess(StoreAddress.Display(connection.Reference.Location), "Initialize store"))
        {
            return;
        }

        using var passphrase = Secrets.Utf8OrNull(Passphrase);
        var options = new NewStore
        {
            KeyFile = KeyFile is null ? null : Files.Full(KeyFile),
            Passphrase = passphrase,
            Certificates = [.. Certificate.Select(certificate => certificate.RawData)],
            Dpapi = Dpapi,
        };
        using var session = CompositionHost.Current.Initialize(connection.Reference, options, Caller.Context(), StopToken);
        WriteObject(session.Store.Describe(StopToken));
    }
}
