namespace Mim.Core.Sealing;

/// <summary>How a recipient's own key is kept.</summary>
public enum RecipientKind
{
    KeyFile,
    Passphrase,
    Certificate,
    Dpapi,
}
