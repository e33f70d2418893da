using System.Text;
using Mim.Core.Sealing;

namespace Mim.Host.Tests.Postgres;

/// <summary>A password as the core takes it.</summary>
internal static class Secret
{
    public static KeyMaterial Of(string text) => KeyMaterial.Take(Encoding.UTF8.GetBytes(text));
}
