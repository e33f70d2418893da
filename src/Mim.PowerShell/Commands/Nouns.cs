namespace Mim.PowerShell.Commands;

/// <summary>Nouns of the cmdlets.</summary>
internal static class Nouns
{
    public const string Identity = "MachineIdentity";
    public const string Location = "MachineIdentityLocation";
    public const string Store = "MachineIdentityStore";
    public const string StoreKey = "MachineIdentityStoreKey";
    public const string Recipient = "MachineIdentityStoreRecipient";
    public const string Audit = "MachineIdentityAudit";
    public const string Policy = "MachineIdentityPolicy";
    public const string Rotation = "MachineIdentityRotation";
    public const string RotationPlan = "MachineIdentityRotationPlan";
    public const string Target = "MachineIdentityTarget";
    public const string Authority = "MachineCertificateAuthority";
    public const string Certificate = "MachineCertificate";
    public const string Account = "MachineAccount";
    public const string AccountLease = "MachineAccountLease";
    public const string OAuthClient = "MachineOAuthClient";
    public const string Secret = "MachineSecret";
    public const string SecretReport = "MachineSecretReport";
    public const string SecretSuppression = "MachineSecretSuppression";
    public const string SecretHandOff = "MachineSecretHandOff";
    public const string Token = "MachineToken";
    public const string TokenAuthority = "MachineTokenAuthority";
    public const string SshKey = "MachineSshKey";
    public const string SshAuthority = "MachineSshAuthority";
    public const string SshCertificate = "MachineSshCertificate";
    public const string SshRevocationList = "MachineSshRevocationList";
    public const string SshTrust = "MachineSshTrust";
    public const string RevocationList = "MachineCertificateRevocationList";
}
