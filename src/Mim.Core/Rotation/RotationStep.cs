namespace Mim.Core.Rotation;

/// <summary>Steps of a rotation, in order. The value is the last step that was reached.</summary>
public enum RotationStep
{
    Plan,
    Prepare,
    Install,
    Prove,
    Activate,
    Retire,
}
