using System.Text;

namespace Mim.Core.Issuing;

/// <summary>Text of distinguished names.</summary>
public static class DistinguishedNames
{
    /// <summary>Escapes a value for RFC 4514 text (section 2.4).</summary>
    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length + 4);
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            var atEdge = (index == 0 && (character is ' ' or '#')) || (index == value.Length - 1 && character == ' ');
            if (atEdge || character is ',' or '+' or '"' or '\\' or '<' or '>' or ';' or '=')
            {
                escaped.Append('\\');
            }

            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
