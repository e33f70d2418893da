using System.Text;
using Mim.Core.Sealing;

namespace Mim.Pki.Tests.Credentials;

internal static class Secrets
{
    public static KeyMaterial Of(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
}
