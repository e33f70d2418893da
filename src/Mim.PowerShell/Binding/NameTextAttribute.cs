using System.Collections;
using System.Management.Automation;

namespace Mim.PowerShell.Binding;

/// <summary>
/// Refuses to make a name out of a whole object: without it, a row of a CSV file that has no Name column would be bound as its
/// own text, <c>@{DnsName=…}</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameTextAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is PSCustomObject or IDictionary
            ? throw new ArgumentTransformationMetadataException("The object has no Name property.")
            : inputData;
    }
}
