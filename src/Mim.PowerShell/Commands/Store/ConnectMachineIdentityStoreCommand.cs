using System.Management.Automation;
using System.Security;

using Mim.Core.Stores;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Makes a store the default of this session.</summary>
[Cmdlet(VerbsCommunications.Connect, Nouns.Store)]
[OutputType(typeof(StoreInfo))]
public sealed class ConnectMachineIdentityStoreCommand : KeyedStoreCommand
{
    /// <summary>The store to connect to.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Path", "ConnectionString", "Location")]
    [ValidateNotNullOrEmpty]
    public override string? Store { get; set; }

    /// <summary>Thumbprint of a certificate in the current user's store, or path of a PFX file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Certificate { get; set; }

    /// <summary>Password of the PFX file.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>Accept a clock that lies behind the last act of the store.</summary>
    [Parameter]
    public SwitchParameter AcceptClock { get; set; }

    private protected override void Process()
    {
        var connection = new StoreConnection(Reference(), Credential, Passphrase, CertificatePassword);
        try
        {
            using var session = OpenSession(connection.Reference);
            if (KeyFile is not null || Passphrase is not null || Certificate is not null)
            {
                session.Keyring.Unlock(StopToken);
            }

            WarnOnce(session);
            WriteObject(session.Store.Describe(StopToken));
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        RunspaceMemory.Current.Connect(connection);
    }

    private StoreReference Reference()
    {
        // What the last connection knew must not decide how this one is opened; it stays when this one fails.
        var reference = Locate(connected: null);
        var isFile = Certificate is not null && File.Exists(Files.Full(Certificate));
        return reference with
        {
            KeyFile = KeyFile is null ? reference.KeyFile : Files.Full(KeyFile),
            CertificateHint = isFile ? Files.Full(Certificate!) : Certificate,
            AcceptClock = AcceptClock,
        };
    }
}
