using System.Text;
using Mim.Core.Delivery;
using Mim.Core.Sealing;

namespace Mim.Delivery.Files;

/// <summary>The one file that a secret becomes: a template with everything in its place, or a manifest of Kubernetes.</summary>
internal static class SecretText
{
    /// <summary>The whole of it, the same each time, for the caller to dispose.</summary>
    /// <exception cref="Core.MimException"><see cref="Core.MimErrorCause.PrivateKeyMissing"/>, <see cref="Core.MimErrorCause.InvalidArgument"/>.</exception>
    public static KeyMaterial Of(Installation installation)
    {
        var settings = installation.Files;
        if (settings.Layout == FileLayout.Template)
        {
            return TemplateText.Parse(settings.Template ?? string.Empty).Render(installation);
        }

        var secret = TemplateText.RequireSecret(installation);
        var name = settings.Alias ?? installation.Target.Identity;
        if (installation.Version.Subject is not { } account)
        {
            return SecretManifest.Write(name, settings.Namespace, "Opaque", ("password", secret));
        }

        using var userName = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(account));
        return SecretManifest.Write(name, settings.Namespace, "Opaque", ("username", userName), ("password", secret));
    }
}
